#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# It is named by where it stands in the spool.
STORE=store-sqlite DB=$PWD/s.db
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
sqlite3 "$DB" "CREATE TRIGGER refuse BEFORE INSERT ON series WHEN
    NEW.test_name LIKE 'bad%'
    BEGIN SELECT RAISE(ABORT, 'nobody likes this name'); END"
hold
{ rows 1 20; rows 21 21 | sed 's/"t1"/"bad"/'; rows 22 30; } |
    $STORE "${spool[@]}" "$DB" >out 2>err
echo "status $?"
release
$STORE "${spool[@]}" --rejects rejects "$DB" </dev/null 2>err
echo "status $?"
said err
jq -c '[.line, .reason]' rejects
stored
ls spool/*/
