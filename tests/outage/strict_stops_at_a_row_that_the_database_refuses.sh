#!/bin/bash
# What came before it is stored and passed on, nothing after it.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
refuse_bad
{ rows 1 700; rows 701 701 | sed 's/"t1"/"bad"/'; rows 702 9000; } >in
for batch in 100 5000; do
	$STORE --strict --batch $batch "$DB" <in >out 2>err
	echo "status $?"
	said err
	head -n 700 in | cmp - out
	stored
done
