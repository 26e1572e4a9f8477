#!/bin/bash
# Through the whole pipe: ten passes under the old name, one failure under the
# new one.  Judged as what it is, a test that broke, and not as a new one.
echo '2026-01-20 tests/old.py::* -> tests/new.py::*' >renames
report() { # DAY FILE [FAILURE]
	echo '<testsuite name="s" timestamp="2026-01-'$1'T00:00:00Z"><testcase classname="tests/'$2'" name="adds">'$3'</testcase></testsuite>' >$1.xml
	ingest --run-id $1 $1.xml 2>/dev/null
}
for day in {10..19}; do report $day old.py; done |
    classify | store-sqlite s.db >/dev/null 2>&1
judge() {
	report 25 new.py '<failure message="1"/>' | store-sqlite recall s.db |
	    classify --only | jq -c 'select(.kind == "measurement") |
	    [.test_name, .category, .runs, .failures]'
}
judge
export DRIFT_RENAMES=$PWD/renames
judge
# the old name from an older report goes on under the new one, too
report 18 old.py | jq -r 'select(.test_name).test_name'
