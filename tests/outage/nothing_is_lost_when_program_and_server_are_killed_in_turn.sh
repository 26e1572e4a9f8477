#!/bin/bash
# postgres only: both are killed again and again, at any moment
# ROUNDS=200 in the environment of tests/run is for longer.
. "$TESTS/outage/server.bash"
own
sent=0 writer=
use_spool=('' '--spool spool')
for ((round = 1; round <= ${ROUNDS:-20}; round++)); do
	if [ -z "$writer" ]; then
		begin ${use_spool[round / 2 % 2]} --retry-max 50ms --breaker-open 50ms
		start_feeding 50
	fi
	until_more_pass 1
	sleep 0.$(printf %03d $((RANDOM % 200)))
	if ((round % 2)); then
		server kill
		sleep 0.$(printf %03d $((RANDOM % 200)))
		server start
	else
		kill -9 $writer
		stop_feeding
		end >status
		records out >passed.$round
		mv err err.$round
		writer=
	fi
done 2>told
cat passed.* | grep '}$' >passed	# the last line may be cut
[ -s passed ] || echo "nothing was passed on"
cat err.* | grep -q 'records go to' || echo "nothing was spooled"
cat err.* | grep -q 'spool is stored' || echo "nothing was replayed"
grep hunter2 err.* && echo "a message has the password"
$STORE --spool spool </dev/null 2>err
echo "status $?"
marks >stored
marks passed | comm -23 - stored | sed 's/^/lost: /'
uniq -d stored | sed 's/^/twice: /'
flow 1 $sent >all
marks all | comm -13 - stored | sed 's/^/never sent: /'
find spool -name '*.ndjson'
