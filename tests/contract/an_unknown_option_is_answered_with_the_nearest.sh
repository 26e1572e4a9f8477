#!/bin/bash
. "$TESTS/contract/lib.bash"

check() {
	local name=$1
	shift
	"$@" --versoin >out 2>err </dev/null
	[ $? = 2 ] || wrong "$name" "status is not 2"
	[ -s out ] && wrong "$name" "writes to stdout"
	grep -q "^$name: .*--versoin.*--version" err || wrong "$name" "$(cat err)"
}
every check
