#!/bin/bash
# postgres only: a name that could not be quoted was NULL, a table that is not
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
for run in r s; do
	echo '{"kind":"result","run_id":"'$run'","test_name":"t","status":"failed","timestamp":"2026-01-01T00:00:00Z"}' >$run
done
store-pg --only "$DB" <r 2>/dev/null
for n in {95..155}; do
	FAIL_CALL=malloc FAIL_AT=$n FAIL_WITH=12 \
	    LD_PRELOAD=$O/tests/faults/failing.so \
	    store-pg recall "$DB" <s >out 2>err &&
	    ! grep -q '"remembered"\|"history"' out && [ ! -s err ] &&
	    echo "malloc $n: nothing is remembered, and nothing said"
done
store-pg recall "$DB" <s
