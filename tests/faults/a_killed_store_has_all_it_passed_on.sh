#!/bin/bash
# kill -9 at random moments of a stream: each line that came out is in the
# file, and the same again leaves exactly what was sent, nothing twice.
# ROUNDS=500 in the environment of tests/run is for longer.
. "$TESTS/contract/lib.bash"

rows=3000
# Measurements, and events, which have no key of their own: what is stored
# twice is there twice.
flow() { # ROUND [PAUSE]
	awk -v n=$rows -v round="$1" -v pause="${2-}" 'BEGIN {
		m = "{\"kind\":\"measurement\",\"project\":\"p%d\",\"test_name\":\"t%d\"," \
		    "\"timestamp\":\"%s\",\"confidence\":0.5,\"category\":\"c%d\"}\n"
		e = "{\"kind\":\"performance_metric\",\"project\":\"p%d\"," \
		    "\"timestamp\":\"%s\",\"component\":\"c\",\"metric_name\":\"m\"," \
		    "\"metric_type\":\"t\",\"metric_value\":%d}\n"
		for (i = 0; i < n; i++) {
			at = sprintf("2026-01-01T%02d:%02d:%02d.000000Z", i / 3600,
			    i / 60 % 60, i % 60)
			if (i % 5)
				printf m, round, i % 97, at, i % 11
			else
				printf e, round, at, i
			if (pause != "" && i % 50 == 49)
				system("sleep " pause)
		}
	}'
}
# What stands for each record.
marks() { # FILE
	jq -r '[.project, .test_name, .timestamp, .category, .metric_value] |
	    @tsv' "$1" | sort
}
stored() { # ROUND
	"$BIN/store-sqlite" read --project "p$1" s.db </dev/null >read &&
	    marks read
}

mkfifo pipe
killed=0
for ((round = 1; round <= ${ROUNDS:-6}; round++)); do
	: >out
	"$BIN/store-sqlite" write s.db <pipe >out 2>err &
	store=$!
	flow $round 0.005 >pipe 2>/dev/null &
	until_lines out 1
	sleep "0.$(printf %03d $((RANDOM % 400)))"
	kill -9 $store 2>/dev/null && killed=$((killed + 1))
	wait 2>/dev/null
	# The last line may be torn, as the last write was.
	sed '$!b;/}$/!d' out >passed
	[ -s passed ] || echo "round $round: nothing was passed on"
	comm -23 <(marks passed) <(stored $round) | sed "s/^/lost: /"
	flow $round >in
	"$BIN/store-sqlite" write s.db <in >out 2>err || { echo "status $?"; cat err; }
	cmp -s in out || echo "the rerun does not pass everything on"
	diff <(marks in) <(stored $round) | head -n 5
done 2>/dev/null
[ $killed -gt $((round / 2)) ] || echo "killed only $killed times"
[ "$(sqlite3 s.db 'PRAGMA integrity_check')" = ok ] || echo "damaged"
exit 0
