#!/bin/bash
case $O in */san) runs=25 ;; *) runs=115 ;; esac	# which is slow
"$TESTS/sim/replay" none $runs 2>err || { cat err; exit 1; }
