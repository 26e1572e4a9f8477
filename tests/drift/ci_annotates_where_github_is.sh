#!/bin/bash
# Commands for the log and a table for the summary; a test's name in the report
# is none.
. "$TESTS/drift/data.bash"
. "$TESTS/notify/lib.bash"
mkdir -p reports
for run in {1..20}; do
	{
		echo '<testsuite name="s"><testcase classname="c" name="##[error]x" file="a.py" line="3">'
		[ $run -lt 13 ] || echo '<failure message="no">no</failure>'
		echo '</testcase></testsuite>'
	} >reports/$run.xml
done
ci() { # RUN
	printf -v at '2026-01-%02dT00:00:00Z' $1
	drift ci --at $at --now $at reports/$1.xml --run-id $1
}
for run in {1..20}; do
	[ $run = 1 ] || cp d.db before.db
	ci $run >out 2>/dev/null || break
done
grep -c '^::' out
for where in log summary both; do
	cp before.db d.db
	unset GITHUB_ACTIONS GITHUB_STEP_SUMMARY
	[ $where = summary ] || export GITHUB_ACTIONS=true
	[ $where = log ] || export GITHUB_STEP_SUMMARY=$where.md
	ci $run >out 2>err
	echo "$where: $?"
	grep -h '^::' out | sed -E 's/[0-9a-f]{32}/TOKEN/g; s/alert [0-9a-f]+/alert ID/;
	    s/error\]x: .*(%0Afiring)/error]x: ...\1/; s/%0A•.*//; s/run [0-9]+/run N/;
	    s/-[0-9]+ 00:00 UTC/-DD/'
	[ $where = summary ] || awk '/^::stop/ { quoted = 1 } /##\[error\]/ && !quoted && !/^::/ { print "not quoted" }
	    /^::[0-9a-f]+::$/ { quoted = 0 }' out
done
cmp summary.md both.md
sed -n 1,5p both.md
grep -c '^| firing' both.md
"$TESTS/notify/limits" summary '##[error]x' <both.md
