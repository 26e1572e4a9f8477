#!/bin/bash
. "$TESTS/contract/lib.bash"
. "$TESTS/terminal.bash"

check() {
	local name=$1
	shift
	case $name in store-*) set -- "$1" ;; esac	# no database named
	script -qec "$*" /dev/null </dev/null >out 2>&1
	grep -q "^usage: $name" out || wrong "$name" "printed $(head -n 1 out)"
}
each check
