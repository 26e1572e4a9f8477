#!/bin/bash
# A month of 200 tests: all of 12 changes are told, with the two outages by 14
# notifications at most, and no more about flaky tests or a renamed suite.
# tests/sim/month-replay --seed N plays other projects.
case $O in */san) echo "it is slow" >&2; exit 77 ;; esac
"$TESTS/sim/month-replay" 2>err || { cat err; exit 1; }
head -n 1 err
