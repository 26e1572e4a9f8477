#!/bin/bash
# It reads on to the end of its input and then dies by the signal.
. "$TESTS/contract/lib.bash"

check() {
	local name=$1 signal=$2 pid
	shift 2
	rm -f in
	mkfifo in
	: >out
	# An asynchronous command would ignore SIGINT from its start.
	python3 -c 'import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])' "$@" <in >out 2>err &
	pid=$!
	exec 3>in
	measurement 1 >&3
	until_lines out 1 || wrong "$name" "prints nothing"
	kill -"$signal" $pid
	sleep 0.1
	measurement 2 >&3
	exec 3>&-
	wait $pid
	[ $? = $((128 + $(kill -l "$signal"))) ] ||
		wrong "$name" "does not die by $signal"
	{ measurement 1; measurement 2; } | cmp -s - <(grep '"measurement"' out) ||
		wrong "$name" "loses a record after $signal"
}
term() { check "$1" TERM "${@:2}"; }
int() { check "$1" INT "${@:2}"; }
each term 2>/dev/null
each int 2>/dev/null
