#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
env TEAMCITY_VERSION=2025.07 TEAMCITY_BUILDCONF_NAME=Tests BUILD_NUMBER=17 BUILD_VCS_NUMBER=abc \
    ingest r.xml | jq -c '[.kind, .run_id, .context, .branch, .revision, .job]'
