#!/bin/bash
# Of names that begin with bad: among 3,000 rows in one
# transaction, of two kinds, it finds the third, one in the midst and the last.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
refuse_bad
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
jq -r '[.source, .line, (.text | fromjson.test_name)] | @csv' rejects
jq -r .reason rejects | said | sort -u
grep -v bad in | cmp - out
stored
$STORE "$DB" <out 2>&1 >/dev/null | said
