#!/bin/bash
# A few of each program's calls of the C library fail: nothing that was passed
# on is lost, nothing is there twice, and no output is cut short in silence.
# All of them are for `tests/faults/every`, by hand.
case $O in */san) echo "the sanitizer has its own malloc" >&2; exit 77 ;; esac
"$TESTS/faults/every" -n 1 -c malloc,read,write,sync,stat \
    ingest-junit classify detect alert monitor notify-file export-html \
    sqlite-write sqlite-spool sqlite-retain >out || cat out
"$TESTS/faults/every" -n 4 -c malloc,write,clock sqlite-update >out || cat out
"$TESTS/faults/every" -n 6 -c stat,open sqlite-replay >out || cat out
"$TESTS/faults/every" -n 12 -c write,seek ingest-folder >out || cat out
