#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
env CI=true GITHUB_RUN_ID=17 GITHUB_RUN_ATTEMPT=2 GITHUB_HEAD_REF= GITHUB_REF_NAME=main GITHUB_SHA=abc GITHUB_JOB=test RUNNER_OS=Linux RUNNER_ARCH=X64 \
    ingest r.xml | jq -c '[.kind, .run_id, .context, .branch, .revision, .job]'
