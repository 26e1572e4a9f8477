#!/bin/bash
# A new revision in each run.  tests/sim/replay new 200 plays all of it.
case $O in */san) runs=25 ;; *) runs=115 ;; esac	# which is slow
"$TESTS/sim/replay" new $runs 2>err || { cat err; exit 1; }
