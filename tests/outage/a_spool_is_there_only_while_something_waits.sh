#!/bin/bash
# It is made for the first record that waits, or for the health that is asked
# for regularly, and the last program that uses it removes it.
. "$TESTS/outage/lib.bash"
there() {
	[ "$(ls spool 2>/dev/null)" ] && echo "$1: there" || echo "$1: none"
}
$STORE init "$DB"
rows 1 3 | $STORE "${spool[@]}" "$DB" >out 2>err
there "all is well"
$STORE health --spool spool "$DB" >out
there "asked how it is"

begin --spool spool
hold
rows 4 6 >&$to
until_passed 3
there "records wait"
$STORE "${spool[@]}" "$DB" </dev/null >/dev/null 2>err
echo "status $?"
there "so they do for the next program"
release
for tries in {1..500}; do
	[ "$(stored)" -lt 6 ] || break
	sleep 0.02
done
$STORE "${spool[@]}" "$DB" </dev/null >/dev/null 2>err
there "another one is still writing"
touch "$(echo spool/*)"/health.1	# by one that was killed
end
there "nobody is"

begin --spool spool --health 20ms
until_lines out 2
$STORE health --spool spool "$DB" | jq .total_transactions
end
there "its health is no more"

rows 1 3 | $STORE --spool no/spool "$DB" 2>err
echo "status $?"
said err
rows 1 3 | $STORE --spool out/spool "$DB" 2>err
echo "status $?"
said err
ln -s no/where link
hold
rows 7 9 | $STORE "${spool[@]}" --spool link --give-up 0s "$DB" 2>err
echo "status $?"
said err | sed 's|link/[0-9a-f]*|LINK|; q'
release
