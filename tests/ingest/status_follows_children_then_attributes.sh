#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s">
  <testcase name="error wins"><failure/><skipped/><error/></testcase>
  <testcase name="failure, then"><skipped/><failure/></testcase>
  <testcase name="skipped"><skipped message="why"/></testcase>
  <testcase name="notrun" status="notrun"/>
  <testcase name="disabled" status="disabled"/>
  <testcase name="suppressed" status="notrun" result="suppressed"/>
  <testcase name="result skipped" status="run" result="skipped"/>
  <testcase name="status fail" status="fail"/>
  <testcase name="a failure of a skipped one" status="skipped"><failure/></testcase>
  <testcase name="run" status="run"/>
  <testcase name="something else" status="success"/>
</testsuite>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name, .status]'
