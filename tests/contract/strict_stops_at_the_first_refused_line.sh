#!/bin/bash
. "$TESTS/contract/lib.bash"

{ measurement 1; echo bad; measurement 2; echo worse; } >in

check() {
	local name=$1 status
	shift
	"$@" --strict <in >out 2>err
	status=$?
	[ $status = 0 ] && wrong "$name" "status 0"
	grep -q 'stdin:4:' err && wrong "$name" "goes on to line 4"
	measurement 1 | cmp -s - <(grep '"measurement"' out) ||
		wrong "$name" "printed $(cat out)"
}
each check
