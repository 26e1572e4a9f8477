#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s">
  <testcase name="a" classname="c"><failure/></testcase>
  <testcase name="b" classname="c"/>
  <testcase name="a" classname="c"><error/></testcase>
  <testcase name="a" classname="c"/>
</testsuite>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name, .attempt, .retried, .status]'
