#!/bin/bash
. "$TESTS/contract/lib.bash"

check() {
	local name=$1 status
	shift
	measurement 1 | "$@" >/dev/full 2>err
	status=$?
	[ $status = 2 ] || wrong "$name" "status $status, not 2"
	grep -q "^$name: cannot write .*No space left" err ||
		wrong "$name" "says $(cat err)"
}
each check

check_help() {
	"$2" -h >/dev/full 2>err </dev/null
	[ $? = 2 ] || wrong "$1" "-h: status is not 2"
}
every check_help
