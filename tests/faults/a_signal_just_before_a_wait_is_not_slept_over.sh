#!/bin/bash
# Between the look whether a signal came and the wait for input that may never
# come: failing.c sends it just before the N-th wait.
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
. "$TESTS/contract/lib.bash"
mkfifo in
exec 3<>in			# nothing comes, and no end
check() {
	for n in 1 2; do
		FAIL_CALL=wait FAIL_AT=$n FAIL_WITH=-15 \
		    LD_PRELOAD=$O/tests/faults/failing.so \
		    timeout 9 "${@:2}" --grace 10ms <in >out 2>err &
		waiting[n]=$!
	done
	for n in 1 2; do
		wait ${waiting[n]}
		echo "$1 status $?"
	done
}
check detect "$BIN/detect"
check ingest "$BIN/ingest" -f ndjson
check store-sqlite "$BIN/store-sqlite" s.db
