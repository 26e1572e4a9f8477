#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00"><testcase name="a"/><testcase name="b"/></testsuite>
E
sed 's/ame="s"/ame="t"/' r.xml >t.xml
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml t.xml | jq -c '[.kind, .timestamp]'
