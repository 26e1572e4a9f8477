#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s" tests="3">
  <testcase name="a" classname="c" time="1"/>
  <testcase name="b" classname="c" time="2">
    <failure message="cut he
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml >out
status=$?
jq -c '[.kind, .test_name, .tests]' out
exit $status
