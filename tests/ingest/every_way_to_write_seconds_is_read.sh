#!/bin/bash
# The dialects of ../shared/spec/formats.md; negative and unreadable ones are
# repairs, the tests stay.
cat >r.xml <<'E'
<testsuite name="s" time="1,024.12">
  <testcase name="both marks" time="1,024.12"/>
  <testcase name="both, the other way" time="1.024,5"/>
  <testcase name="decimal comma" time="0,03"/>
  <testcase name="exponent" time="1.5e-3"/>
  <testcase name="no digit before the point" time=".25"/>
  <testcase name="blanks around it" time=" 2.5 "/>
  <testcase name="several groups" time="1,234,567"/>
  <testcase name="empty" time=""/>
  <testcase name="none"/>
  <testcase name="negative" time="-345345"/>
  <testcase name="no number" time="fast"/>
  <testcase name="not a number" time="NaN"/>
</testsuite>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name, .duration]'
