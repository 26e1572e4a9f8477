#!/bin/bash
cat >r.xml <<'X'
<testsuite name="s"><testcase name="a" time="1,500"/>
  <testcase name="b" time="1,024,000"/><testcase name="c" time="1,500"/>
</testsuite>
X
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml 2>/dev/null |
    jq -c 'select(.kind == "result") | [.test_name, .duration]'
