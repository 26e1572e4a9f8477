#!/bin/bash
# TERM to "drift ci" at random moments: no process is left behind, and the
# same command again gives what an undisturbed run gives.
. "$TESTS/contract/lib.bash"

"$TESTS/sim/project" reports 3
stored() { # FILE
	"$BIN/store-sqlite" read "$1" </dev/null 2>>err | sort
}
ci() { # DATABASE
	exec "$BIN/drift" ci --db "$1" --run-id r1 --revision a \
	    --now 2026-01-02T00:00:00Z reports/001.xml
}

(ci whole.db) >out 2>err || { echo "status $?"; cat err; }
for round in {1..8}; do
	(ci stopped.db) >out 2>err &
	run=$!
	sleep "0.0$((RANDOM % 10))"
	kill -TERM $run
	wait $run
	left_behind
done 2>/dev/null
(ci stopped.db) >out 2>err || { echo "status $?"; cat err; }
diff <(stored whole.db) <(stored stopped.db) | head -n 5
