#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# Others hold a new file, so that it cannot even be opened; one try is enough.
. "$TESTS/outage/lib.bash"
sqlite3 "$DB" 'CREATE TABLE t (x); DROP TABLE t'
hold
rows 1 5000 >in
$STORE "${spool[@]}" --batch 100 "$DB" <in >out 2>err
echo "status $?"
said err
records out | cmp in -
health out
jq .total_transactions spool/*/health
release
$STORE "${spool[@]}" "$DB" </dev/null 2>err
echo "status $?"
said err
stored
