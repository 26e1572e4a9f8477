#!/bin/bash
. "$TESTS/contract/lib.bash"

check() {
	local name=$1
	shift
	printf '%s' "$(measurement 1)" | "$@" 2>err | head -n 1 >out
	measurement 1 | cmp -s - out || wrong "$name" "printed $(cat out)"
}
each check
