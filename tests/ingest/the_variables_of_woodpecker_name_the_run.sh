#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
env CI=woodpecker CI_PIPELINE_NUMBER=8 CI_COMMIT_SOURCE_BRANCH=topic CI_COMMIT_BRANCH=main CI_COMMIT_SHA=abc CI_WORKFLOW_NAME=test RUNNER_OS=Linux RUNNER_ARCH=X64 \
    ingest r.xml | jq -c '[.kind, .run_id, .context, .branch, .revision, .job]'
