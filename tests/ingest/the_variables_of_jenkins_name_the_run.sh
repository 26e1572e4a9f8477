#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
env CI=true BUILD_TAG=jenkins-shop-17 GIT_BRANCH=main GIT_COMMIT=abc JOB_NAME=test RUNNER_OS=Linux RUNNER_ARCH=X64 \
    ingest r.xml | jq -c '[.kind, .run_id, .context, .branch, .revision, .job]'
