#!/bin/bash
# Between sending and recording; notify alone, or all the programs of the pipe;
# and at random, then and soon after, also the stores alone.  PagerDuty gets one
# message an alert.
. "$TESTS/notify/lib.bash"
export DRIFT_DB=$DB
alerts() { # N
	alert 0 a | jq -c --argjson n "$1" 'range($n) as $i | .alert_id = "\($i)"' |
	    drift store --quiet >/dev/null
}
send() {
	drift send --to pagerduty --url '$URL' --routing-key '$URL' --lock lock \
	    --retry 20ms 2>/dev/null
}
got() { cat got/*.json | jq -r .dedup_key | sort -n | uniq -c | awk '{ print $2 "x" $1 }'; }

# Those that run in our folder.
running() { # PROGRAM
	find /proc -maxdepth 2 -name exe -lname "*/$1" 2>/dev/null |
	    while IFS=/ read -r _ _ pid _; do
		[ "$(readlink /proc/$pid/cwd)" != "$PWD" ] || echo $pid
	done
}

alerts 5
for how in kill crash; do
	receive 200 200 $how 200
	send >/dev/null 2>&1
	send
	echo "$how: status $?" $(got)
	alert 0 a | jq -c 'range(5) as $i | .alert_id = "\($i)" | .state = "repeat" |
	    .updated_at = "2026-01-01T11:00:00Z"' | drift store --quiet >/dev/null
done

receive slow
: >got/log
killed=0
for ((round = 1; round <= ${ROUNDS:-6}; round++)); do
	alert 0 a | jq -c --arg at "2026-01-02T00:00:$((round % 60 + 100))Z" \
	    --argjson r $round 'range(8) as $i | .alert_id = "\($r)-\($i)"' |
	    drift store --quiet >/dev/null
	seen=$(wc -l <got/log)
	rm -f got/*.json
	setsid "$BASH" -c 'exec drift send --to pagerduty --url "\$URL" --lock lock' \
	    >/dev/null 2>&1 & pid=$!
	until [ -e "got/$((seen + 1)).json" ]; do sleep 0.002; done
	case $((round % 3)) in
	0) victims=-$pid ;;
	1) victims=$(running notify) ;;
	2) victims=$(running $STORE) ;;
	esac
	sleep 0.0$((RANDOM % 90 + 10))
	{ kill -9 -- $victims && killed=$((killed + 1)); wait $pid; } 2>/dev/null
	until flock -n lock true; do sleep 0.02; done
	send || echo "round $round: status $?"
	got | grep "^$round-" | awk -v round=$round -F x '{ n++; more += $2 - 1 }
	    END { if (n != 8 || more > 1) print "round " round ": " n ", " more " twice" }'
done
[ $killed -ge $((round / 2)) ] || echo "only $killed kills in $round rounds"
