#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
env CI=true CI_PIPELINE_ID=17 CI_JOB_ID=4 CI_COMMIT_BRANCH=main CI_COMMIT_SHA=abc CI_JOB_NAME=test RUNNER_OS=Linux RUNNER_ARCH=X64 \
    ingest r.xml | jq -c '[.kind, .run_id, .context, .branch, .revision, .job]'
