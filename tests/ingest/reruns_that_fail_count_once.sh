#!/bin/bash
# The counted record is the last attempt; it has the status and the time of the
# element.
cat >r.xml <<'E'
<testsuite name="s"><testcase name="a" classname="c" time="0.5">
  <failure message="one" type="T">first</failure>
  <rerunFailure message="two" type="T">second</rerunFailure>
  <rerunError message="three" type="E" time="0.7">third</rerunError>
</testcase></testsuite>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.attempt, .retried, .status, .message, .duration]'
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml 2>/dev/null | jq -c 'select(.kind == "run") | [.tests, .failed, .errored]'
