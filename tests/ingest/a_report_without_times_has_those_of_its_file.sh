#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s"><testcase name="a"/></testsuite>
E
touch -d '2026-01-30T12:34:56Z' r.xml
ingest r.xml | jq -c '[.timestamp, .started_at]'
ingest --now 2026-02-01T00:00:00Z <r.xml | jq -c '.timestamp'
