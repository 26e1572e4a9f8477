#!/bin/bash
report() { # FAILED PASSED
	echo '<testsuite name="s">'
	for ((i = 0; i < $1; i++)); do echo "<testcase name='f$i'><failure/></testcase>"; done
	for ((i = 0; i < $2; i++)); do echo "<testcase name='p$i'/>"; done
	echo '<testcase name="s"><skipped/></testcase></testsuite>'
}
for counts in '8 2' '7 3' '9 0'; do
	report $counts >r.xml
	ingest --at 2026-01-31T10:00:00Z r.xml 2>/dev/null |
	    jq -c 'select(.kind == "run") | [.tests, .passed, .failed, .skipped, .outage]'
done
