#!/bin/bash
# The trunk has passed once, another branch failed: told that "next" is the
# trunk, classify counts one run less.
export DRIFT_DB=ci.db
report() { # STATUS
	echo "<testsuite name='s'><testcase classname='c' name='t'>$1</testcase></testsuite>" >r.xml
}
ci() { # RUN BRANCH
	drift ci r.xml --run-id "$1" --branch "$2" --at "2026-01-0$1T00:00:00Z" \
	    --now 2026-01-09T00:00:00Z "${@:3}" >/dev/null 2>&1
	drift read --kind measurement | tail -n 1 | jq -c '[.branch, .failures, .runs]'
}
report; ci 1 next
report '<failure/>'; ci 2 fix
report; ci 3 next
ci 3 next --baseline-branch next
