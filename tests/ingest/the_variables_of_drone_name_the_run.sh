#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
env CI=true DRONE_BUILD_NUMBER=5 DRONE_SOURCE_BRANCH=topic DRONE_BRANCH=main DRONE_COMMIT_SHA=abc DRONE_STAGE_NAME=test RUNNER_OS=Linux RUNNER_ARCH=X64 \
    ingest r.xml | jq -c '[.kind, .run_id, .context, .branch, .revision, .job]'
