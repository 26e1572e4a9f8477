#!/bin/bash
# Three platforms, two branches, retries and an outage: the same verdicts, and
# no more alerts about flaky tests than the plain project has on one platform.
# tests/sim/replay new 200 --platforms plays all of it.
runs=115 most=14
case $O in */san) runs=25 most=8 ;; esac	# which is slow
"$TESTS/sim/replay" new $runs --platforms --stable 20 2>err || { cat err; exit 1; }
awk -v most=$most '/^flaky/ && $3 > most' err
grep -c '^flaky' err
