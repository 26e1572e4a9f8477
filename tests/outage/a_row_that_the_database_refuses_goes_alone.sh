#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# A trigger refuses names that begin with bad: among 3,000 rows in one
# transaction, of two kinds, it finds the third, one in the midst and the last.
STORE=store-sqlite DB=$PWD/s.db
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
sqlite3 "$DB" "CREATE TRIGGER refuse BEFORE INSERT ON series WHEN
    NEW.test_name LIKE 'bad%'
    BEGIN SELECT RAISE(ABORT, 'nobody likes this name'); END"
bad() {
	echo '{"kind":"measurement","test_name":"bad'$1'","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"c"}'
}
{
	rows 1 2; bad 1; rows 3 1500
	echo '{"kind":"label","prediction_id":"p","true_label":1}'
	bad 2; rows 1501 2997; bad 3
} >in
$STORE --rejects rejects --batch 5000 "$DB" <in >out 2>err
echo "status $?"
said err
jq -c '[.source, .line, .reason, (.text | fromjson.test_name)]' rejects
grep -v bad in | cmp - out
stored
$STORE "$DB" <out 2>&1 >/dev/null | sed 's/.*db: //'
