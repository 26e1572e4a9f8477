#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# Of one key the newer record counts, and it is the one that came later.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
hold
for confidence in 0.1 0.2; do
	rows 1 3 | sed "s/0.5/$confidence/" | $STORE "${spool[@]}" "$DB" 2>err
	echo "status $?"
	said err
done >out
grep -v measurement out
release
rows 3 3 | sed 's/0.5/0.3/' | $STORE "${spool[@]}" "$DB" 2>err
echo "status $?"
said err
$STORE read "$DB" | jq -c '[.test_name, .confidence]'
