#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# What came before it is stored and passed on, nothing after it.
STORE=store-sqlite DB=$PWD/s.db
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
sqlite3 "$DB" "CREATE TRIGGER refuse BEFORE INSERT ON series WHEN
    NEW.test_name LIKE 'bad%'
    BEGIN SELECT RAISE(ABORT, 'nobody likes this name'); END"
{ rows 1 700; rows 701 701 | sed 's/"t1"/"bad"/'; rows 702 9000; } >in
for batch in 100 5000; do
	$STORE --strict --batch $batch "$DB" <in >out 2>err
	echo "status $?"
	said err
	head -n 700 in | cmp - out
	stored
done
