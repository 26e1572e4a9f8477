#!/bin/bash
. "$TESTS/contract/lib.bash"

check() {
	local name=$1
	shift
	: | "$@" >out 2>err || wrong "$name" "status $?"
	[ -s out ] && wrong "$name" "prints something"
	grep -v ": 0 stored, 0 updated, 0 unchanged, 0 refused$" err
}
each check
