#!/bin/bash
# It counted a report that it read half of, as one that is cut off, and skipped
# a packed one as damaged, with status 0.
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
echo '<testsuite name="s"><testcase classname="a" name="t"/></testsuite>' >a.xml
gzip <a.xml >b.xml.gz
run() {
	ingest --run-id r --at 2026-02-01T00:00:00Z a.xml b.xml.gz >out 2>err
}
run
mv out usual
for n in {30..95}; do
	FAIL_CALL=malloc FAIL_AT=$n FAIL_WITH=12 \
	    LD_PRELOAD=$O/tests/faults/failing.so run
	status=$?
	case $status in
	0)	cmp usual out ;;
	*)	grep -q '"run"' out && echo "malloc $n: a run"
		echo "status $status: $(tail -n 1 err)" ;;
	esac
done | sort | uniq -c | sed 's/^ *[0-9]* //'
