#!/bin/bash
# It was a page of '?', with status 0.
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
echo '{"kind":"measurement","test_name":"é","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"x"}' >in
export LC_ALL=C.UTF-8
drift export -f markdown in >usual
for n in {20..80}; do
	FAIL_CALL=malloc FAIL_AT=$n FAIL_WITH=12 FAIL_IN=export \
	    LD_PRELOAD=$O/tests/faults/failing.so \
	    drift export -f markdown in >out 2>err &&
	    ! cmp -s usual out && echo "malloc $n: another page"
done
grep -c é usual
