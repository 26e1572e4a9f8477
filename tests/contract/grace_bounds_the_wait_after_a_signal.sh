#!/bin/bash
# The writer never closes; the filter ends all the same.
. "$TESTS/contract/lib.bash"

check() {
	local name=$1 pid
	shift
	rm -f in
	mkfifo in
	: >out
	"$@" --grace 100ms <in >out 2>err &
	pid=$!
	exec 3>in
	measurement 1 >&3
	until_lines out 1 || wrong "$name" "prints nothing"
	kill -TERM $pid
	wait $pid
	[ $? = 143 ] || wrong "$name" "status is not 143"
	exec 3>&-
	measurement 1 | cmp -s - <(grep '"measurement"' out) ||
		wrong "$name" "loses a record"
}
each check 2>/dev/null
