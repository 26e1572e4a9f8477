#!/bin/bash
# Examples come before the options.
. "$TESTS/contract/lib.bash"

check() {
	local name=$1 at
	shift
	for at in "-h" "--help"; do
		"$@" $at >out 2>err </dev/null || wrong "$name" "$at: status $?"
		[ -s err ] && wrong "$name" "$at writes to stderr"
		grep -q "^usage: $name" out || wrong "$name" "$at: no usage"
	done
	awk '/^examples:/ { seen = 1 } /^options:/ { exit !seen }
		END { exit !seen }' out || wrong "$name" "examples come late"
	"$@" --version | grep -qx "$name [0-9.]*" ||
		wrong "$name" "no --version"
}
every check
