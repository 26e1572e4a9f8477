#!/bin/bash
# Go's zero time, as gotestsum writes it: then --at holds.
cat >r.xml <<'E'
<testsuite name="s" timestamp="0001-01-01T00:00:00Z"><testcase name="a"/></testsuite>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.timestamp]'
