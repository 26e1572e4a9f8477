#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s"><testcase name="a" classname="c" time="0.5">
  <flakyFailure message="one" type="T" time="0.1" timestamp="2026-01-31T09:00:00Z">
    <stackTrace>at c.a(C.java:1)</stackTrace><system-out>noise</system-out>
  </flakyFailure>
  <flakyError message="two" type="T"/>
</testcase></testsuite>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.attempt, .retried, .status, .message, .details, .duration, .timestamp]'
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml 2>/dev/null | jq -c 'select(.kind == "run") | [.tests, .passed, .failed]'
