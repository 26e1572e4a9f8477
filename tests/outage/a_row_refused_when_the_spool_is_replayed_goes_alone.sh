#!/bin/bash
# It is named by where it stands in the spool.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
refuse_bad
hold
{ rows 1 20; rows 21 21 | sed 's/"t1"/"bad"/'; rows 22 30; } >in
$STORE "${spool[@]}" "$DB" <in >out 2>err
echo "status $?"
release
$STORE "${spool[@]}" --rejects rejects "$DB" </dev/null 2>err
echo "status $?"
said err
jq .line rejects
stored
find spool -mindepth 1 2>/dev/null
