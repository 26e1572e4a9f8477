#!/bin/bash
# sqlite only: what takes it away is a lock on its file
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
hold
rows 1 3 | $STORE "${spool[@]}" "$DB" >out 2>err
rows 4 6 | $STORE "${spool[@]}" "$DB" >out 2>err
release
segment=$(ls spool/*/*1.ndjson)
sed -i 's/"t2"/"t9"/' "$segment"
rows 7 9 | $STORE "${spool[@]}" "$DB" 2>err
echo "status $?"
said err
stored
mv "$segment" aside
rows 7 9 | $STORE "${spool[@]}" "$DB" >out 2>err
echo "status $?"
stored
