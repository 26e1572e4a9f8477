#!/bin/bash
. "$TESTS/contract/lib.bash"

check() {
	local name=$1
	shift
	: | "$@" >out 2>err || wrong "$name" "status $?"
	[ -s out ] && wrong "$name" "prints something"
	sed "s/^/said: /" err
}
each check
