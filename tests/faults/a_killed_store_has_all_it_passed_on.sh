#!/bin/bash
# kill -9 at random moments of a stream: each line that came out is in the
# file, and a rerun leaves exactly the records of the input, none twice.
. "$TESTS/contract/lib.bash"

rows=40000
awk -v n=$rows 'BEGIN { for (i = 0; i < n; i++)
	printf "{\"kind\":\"measurement\",\"project\":\"p\",\"test_name\":\"t%d\",\"timestamp\":\"2026-01-01T%02d:%02d:%02d.000000Z\",\"confidence\":0.%d1,\"category\":\"stable\"}\n",
	    i % 97, i / 3600, i / 60 % 60, i % 60, 500 + i % 400 }' >in
split -l 400 in part.

stream() {
	local part
	for part in part.*; do
		cat $part || return
		sleep 0.01
	done
}

stored() {
	"$BIN/store-sqlite" read --kind measurement s.db </dev/null | sort
}

mkfifo pipe
for round in {1..6}; do
	"$BIN/store-sqlite" write s.db <pipe >out 2>err &
	store=$!
	stream >pipe 2>/dev/null &
	sleep "0.$((RANDOM % 9 + 1))$((RANDOM % 10))"
	kill -9 $store
	wait 2>/dev/null
	# The last line may be torn, as the last write was.
	sed '$!b;/}$/!d' out | sort >passed
	comm -23 passed <(stored) >lost
	[ -s lost ] && echo "round $round: lost $(wc -l <lost) of $(wc -l <passed)"
done 2>/dev/null

"$BIN/store-sqlite" write s.db <in >out 2>err || { echo "status $?"; cat err; }
cmp -s in out || echo "the rerun does not pass everything on"
[ "$(stored | wc -l)" = $rows ] || echo "stored $(stored | wc -l) of $rows"
sort in | cmp -s - <(stored) || echo "stored something else"
[ "$(sqlite3 s.db 'PRAGMA integrity_check')" = ok ] || echo "damaged"
exit 0
