#!/bin/bash
# Again and again, at any moment, while the database comes and goes: what was
# passed on is stored in the end, once, and nothing that was never sent.
# ROUNDS=300 in the environment of tests/run is for longer.
. "$TESTS/outage/lib.bash"
RANDOM=1
$STORE init "$DB"
total=0
for ((round = 1; round <= ${ROUNDS:-25}; round++)); do
	[ $((round % 3)) = 0 ] || hold
	mkfifo in
	apart $STORE "${spool[@]}" --batch 7 --retry 5ms --retry-max 20ms \
	    --breaker-failures 1000 "$DB" <in >out.$round 2>>err &
	writer=$!
	exec {to}>in
	flow $((total + 1)) $((total + 300)) >&$to
	sleep 0.$(printf %03d $((RANDOM % 300)))
	[ $pace = 1 ] || sleep 0.$((RANDOM % 9))
	[ $((round % 3)) = 0 ] || release
	sleep 0.0$((RANDOM % 10))
	kill -9 $writer
	end >/dev/null
	total=$((total + 300))
done 2>/dev/null
for file in out.*; do
	grep '}$' $file		# the last line may be cut
done >passed
[ -s passed ] || echo "nothing was passed on"
grep -q 'records go to' err || echo "nothing was spooled"
grep -q 'spool is stored' err || echo "nothing was replayed"
$STORE "${spool[@]}" "$DB" </dev/null >out 2>>err
echo "status $?"
marks >stored
marks passed | comm -23 - stored | sed 's/^/lost: /'
uniq -d stored | sed 's/^/twice: /'
flow 1 $total >all
marks all | comm -13 - stored | sed 's/^/never sent: /'
find spool -mindepth 1 2>/dev/null
