#!/bin/bash
# postgres only: a server may answer COMMIT with ROLLBACK, and no error
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
between abort 2
rows 1 5 | $STORE --retry 20ms "$through" 2>err | wc -l
kill %1
sed 's/.*: //' err
stored
