#!/bin/bash
# One that cannot be looked at was taken for none, with status 0.
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
mkdir reports
for n in 1 2 3; do
	echo '<testsuite name="s"><testcase classname="a" name="t'$n'"/></testsuite>' >reports/$n.xml
done
for n in {1..24}; do
	FAIL_CALL=stat FAIL_AT=$n FAIL_WITH=5 \
	    LD_PRELOAD=$O/tests/faults/failing.so ingest --run-id r \
	    --at 2026-02-01T00:00:00Z reports >out 2>err &&
	    [ "$(grep -c '"result"' out)" != 3 ] && echo "stat $n: $(<err)"
done
ln -s 1.xml reports/4.xml
ln -s nowhere reports/5.xml
ln -s . reports/6.xml
ingest --run-id r --at 2026-02-01T00:00:00Z reports 2>/dev/null | grep -c '"result"'
