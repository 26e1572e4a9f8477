#!/bin/bash
# A death by signal, then 2, 75, 1, 3, 0; SIGPIPE upstream is no error.
set -- x
DRIFT_PROGRAM=$BIN/drift
. "$TESTS/../pipelines/lib.sh"
for statuses in "0 0 0" "0 3 0" "3 1 0" "1 75 3" "75 2 1" "2 143 75" \
    "141 0" "141 141" "127 0" "126 0 1" "139 2"; do
	verdict $statuses
	echo "$statuses: $?"
done
