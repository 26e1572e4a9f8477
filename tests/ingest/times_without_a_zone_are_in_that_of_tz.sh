#!/bin/bash
cat >r.xml <<'E'
<testsuites timestamp="2026-07-01T12:00:00">
  <testsuite name="s"><testcase name="of the root"/></testsuite>
  <testsuite name="t" timestamp="2026-01-31 12:00:00.5">
    <testcase name="of the suite"/>
    <testcase name="its own" timestamp="2026-01-31T12:00:00+05:30"/>
    <testcase name="epoch" timestamp="1769860800"/>
    <testcase name="milliseconds" timestamp="1769860800123"/>
  </testsuite>
</testsuites>
E
ingest --run-id r --at 2026-01-31T10:00:00Z --tz Europe/Berlin r.xml | jq -c 'select(.kind == "result") | [.test_name, .timestamp]'
