#!/bin/bash
# Whoever pipes a report, or CSV, into another filter wants drift ingest first;
# the first line says so, the others and a line in the midst of records do not.
. "$TESTS/contract/lib.bash"

printf '<testsuite name="s">\n<testcase name="t"/>\n</testsuite>\n' >report
printf 'test_name,status\na,passed\n' >csv
{ measurement 1; echo 'Traceback'; } >records

hints() { # FILE COMMAND ...
	"${@:2}" <"$1" 2>&1 >/dev/null | grep -n 'drift ingest' | cut -d : -f 1
}
check() {
	local name=$1
	shift
	if [ "$name" = ingest ]; then
		[ -z "$(hints report "$@")" ] || wrong "$name" "names itself"
		return
	fi
	[ "$(hints report "$@")" = 1 ] || wrong "$name" "no word at a report"
	[ "$(hints csv "$@")" = 1 ] || wrong "$name" "no word at CSV"
	[ -z "$(hints records "$@")" ] || wrong "$name" "a word too many"
}
each check
