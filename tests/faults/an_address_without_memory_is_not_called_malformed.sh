#!/bin/bash
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
for n in {1..40}; do
	FAIL_CALL=malloc FAIL_AT=$n FAIL_WITH=12 \
	    LD_PRELOAD=$O/tests/faults/failing.so \
	    store-pg size 'host=/nonexistent dbname=x user=x' 2>&1 |
	    grep malformed
done
store-pg size 'host=x y' 2>&1 | grep -c malformed
