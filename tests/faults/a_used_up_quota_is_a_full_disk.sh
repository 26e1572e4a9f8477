#!/bin/bash
# sqlite only: it makes files of its own
# What a quota refuses, at the first write and at one of a COMMIT, is said in
# its words, and a store does not wait for it; with a spool it goes on.
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
export FAIL_CALL=write FAIL_WITH=122
refuse() { # FROM COMMAND ...: all writes from there on
	local at=$1
	shift
	FAIL_ON=1 FAIL_AT=$at LD_PRELOAD=$O/tests/faults/failing.so "$@" ||
	    echo "status $?" >&2
}
for i in {1..2000}; do
	printf '{"kind":"label","prediction_id":"%d","true_label":1}\n' $i
done >in
refuse 1 drift export -f csv in
store-sqlite init s.db >/dev/null
refuse 1 store-sqlite --quiet s.db <in
refuse 30 store-sqlite --quiet s.db <in
store-sqlite read s.db --count
FAIL_AT=30 LD_PRELOAD=$O/tests/faults/failing.so \
    store-sqlite --quiet --spool spool s.db <in 2>words |
    grep -v '"health"' | cmp - in
head -n 1 words | sed 's|spool/.*|spool|'
store-sqlite --quiet --spool spool s.db </dev/null 2>/dev/null
store-sqlite read s.db --count
