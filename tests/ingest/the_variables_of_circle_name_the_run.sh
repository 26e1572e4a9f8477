#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
env CI=true CIRCLE_WORKFLOW_ID=0186 CIRCLE_BRANCH=main CIRCLE_SHA1=abc CIRCLE_JOB=test RUNNER_OS=Linux RUNNER_ARCH=X64 \
    ingest r.xml | jq -c '[.kind, .run_id, .context, .branch, .revision, .job]'
