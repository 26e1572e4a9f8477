#!/bin/bash
# Three platforms, two branches, retries and an outage: the same verdicts, and
# no more alerts about flaky tests than the plain project has: by
# "tests/sim/replay new 115 --flakes-of PLATFORM --stable 0" there are 13 with
# those of linux and windows, and 15 with those of macos.
# tests/sim/replay new 200 --platforms plays all of it.
runs=115 most=13
case $O in */san) runs=25 most=5 ;; esac	# which is slow
"$TESTS/sim/replay" new $runs --platforms --stable 20 2>err || { cat err; exit 1; }
awk -v most=$most '/^flaky/ && $3 > most' err
grep -c '^flaky' err
