#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
env CI=true TRAVIS_BUILD_ID=7 TRAVIS_JOB_ID=8 TRAVIS_PULL_REQUEST_BRANCH=topic TRAVIS_BRANCH=main TRAVIS_COMMIT=abc TRAVIS_JOB_NAME=test RUNNER_OS=Linux RUNNER_ARCH=X64 \
    ingest r.xml | jq -c '[.kind, .run_id, .context, .branch, .revision, .job]'
