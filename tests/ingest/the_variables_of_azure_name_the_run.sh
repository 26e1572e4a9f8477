#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
env TF_BUILD=True BUILD_BUILDID=512 SYSTEM_JOBATTEMPT=2 BUILD_SOURCEBRANCH=refs/heads/feature/x BUILD_SOURCEVERSION=abc AGENT_JOBNAME=test AGENT_OS=Linux AGENT_OSARCHITECTURE=X64 \
    ingest r.xml | jq -c '[.kind, .run_id, .context, .branch, .revision, .job]'
