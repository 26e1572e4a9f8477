#!/bin/bash
# With -e: status 1, and the word "missing".
. "$TESTS/contract/lib.bash"

check() {
	local name=$1 status
	shift
	echo '{"kind":"weather"}' | "$@" -e >out 2>err
	status=$?
	[ $status = 1 ] || wrong "$name" "status $status, not 1"
	grep -q "^$name: missing" err || wrong "$name" "says $(cat err)"
}
for name in classify detect monitor alert gate; do
	check "$name" "$BIN/$name"
done
exit 0
