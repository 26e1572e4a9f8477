#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
env CI=true BUILDKITE_BUILD_ID=0186 BUILDKITE_BRANCH=main BUILDKITE_COMMIT=abc BUILDKITE_LABEL=test RUNNER_OS=Linux RUNNER_ARCH=X64 \
    ingest r.xml | jq -c '[.kind, .run_id, .context, .branch, .revision, .job]'
