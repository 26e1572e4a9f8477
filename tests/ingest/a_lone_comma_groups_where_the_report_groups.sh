#!/bin/bash
cat >r.xml <<'E'
<testsuites>
  <testsuite name="before"><testcase name="a" time="1,024"/></testsuite>
  <testsuite name="after" time="2,048.50"><testcase name="a" time="1,024"/>
    <testcase name="b" time="1,02"/></testsuite>
</testsuites>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name, .duration]'
