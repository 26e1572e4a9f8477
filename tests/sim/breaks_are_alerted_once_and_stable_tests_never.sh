#!/bin/bash
# A new revision in each run.  tests/sim/replay new 200 plays all of it.
case $O in */san) echo "three platforms do the same" >&2; exit 77 ;; esac
"$TESTS/sim/replay" new 115 2>err || { cat err; exit 1; }
