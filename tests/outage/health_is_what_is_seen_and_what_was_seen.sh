#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# The verb asks the database, and reads what who writes has left at the spool.
. "$TESTS/outage/lib.bash"
look() {
	$STORE health --spool spool "$DB" >now
	echo "$? $(jq -r '[.status, .circuit_state, .spooled] | @csv' now)"
}
$STORE init "$DB"
look
begin --spool spool --breaker-failures 1 --breaker-open 1h
hold
rows 1 3 >&$to
until_passed 3
release
look		# it answers, but who writes has not tried again
jq -c '[.backend, .last_error, .failed_transactions]' now
end
look		# nobody writes: the circuit is nobody's
$STORE "${spool[@]}" "$DB" </dev/null 2>/dev/null
look
rm -rf "$DB"*
mkdir "$DB"
look 2>&1
