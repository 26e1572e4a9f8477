#!/bin/bash
# TERM to "drift watch" in the middle of an endless stream: each line is
# either stored or still in the pipe, and no process is left behind.
. "$TESTS/contract/lib.bash"

result() { # NUMBER
	printf '{"kind":"result","project":"p","test_name":"t%d","run_id":"r","report":"","attempt":1,"status":"passed","timestamp":"2026-01-01T%02d:%02d:%02d.000000Z"}\n' \
	    "$1" $(($1 / 3600)) $(($1 / 60 % 60)) $(($1 % 60))
}

stored() {
	"$BIN/store-sqlite" read --kind result s.db </dev/null 2>>err | wc -l
}

check() { # SIGNAL
	local written=0 unread tries
	rm -f s.db* pipe
	mkfifo pipe
	exec 3<>pipe
	python3 -c 'import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execvp(sys.argv[1], sys.argv[1:])' \
	    "$BIN/drift" watch --db s.db - <pipe >out 2>err 3>&- &
	watch=$!
	while [ $written -lt 50 ]; do
		result $((written++)) >&3
	done
	for tries in {1..500}; do
		[ -e s.db ] && [ "$(stored)" -ge 50 ] && break
		sleep 0.02
	done
	while [ $written -lt 300 ]; do
		result $((written++)) >&3
		[ $written = 200 ] && kill -"$1" $watch
	done
	wait $watch
	[ $? = $((128 + $(kill -l "$1"))) ] || echo "$1: status is not the signal"
	unread=$(timeout 1 cat <&3 | wc -l)
	exec 3>&-
	[ $(($(stored) + unread)) = $written ] ||
		echo "$1: stored $(stored), unread $unread, written $written"
	left_behind
}
check TERM 2>/dev/null
check INT 2>/dev/null
exit 0
