#!/bin/bash
. "$TESTS/contract/lib.bash"

check() {
	local name=$1 status
	shift
	case $name in store-*) return ;; esac
	"$@" no/such/file >out 2>err </dev/null
	status=$?
	[ $status = 2 ] || wrong "$name" "status $status, not 2"
	grep -q "^$name: .*no/such/file: No such file or directory" err ||
		wrong "$name" "says $(cat err)"
	[ -s out ] && wrong "$name" "prints something"
}
each check
