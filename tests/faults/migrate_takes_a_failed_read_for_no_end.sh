#!/bin/bash
# Else what was not carried is not missed: both sides have the same, and ok.
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
for kind in result measurement; do
	echo '{"kind":"'$kind'","run_id":"r","test_name":"t","status":"failed","confidence":0.5,"category":"c","timestamp":"2026-01-01T00:00:00Z"}'
done | store-sqlite --only s.db 2>/dev/null
head -c 8 /dev/zero >none
for n in {37..44}; do		# the first of its own, after a store's
	cp none count
	FAIL_CALL=read FAIL_AT=$n FAIL_WITH=5 FAIL_COUNT=$PWD/count \
	    LD_PRELOAD=$O/tests/faults/failing.so migrate s.db $n.db >out 2>err
	case "$? $(grep -c '"rows":1,.*"ok":true' out)" in
	'0 2' | 2* | 75*) ;;
	*)	echo "read $n: not all of it, and no error" ;;
	esac
	grep 'cannot read what' err
done | uniq
