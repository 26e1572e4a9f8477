#!/bin/bash
# But a store stores on.
. "$TESTS/contract/lib.bash"

# More than a pipe holds, or a filter could end before it notices.
for n in {1..3000}; do measurement "$n"; done >once
cat once once once once once once once once once once >in

check() {
	local name=$1 status
	shift
	(trap - PIPE; "$@" <in 2>err; echo $? >status) | true
	status=$(cat status)
	case $name in
	store-*)
		[ "$status" = 0 ] || wrong "$name" "status $status"
		[ "$("$BIN/$name" read "${@: -1}" </dev/null | wc -l)" = 3000 ] ||
			wrong "$name" "does not store on" ;;
	*)
		[ "$status" = 141 ] || wrong "$name" "status $status"
		grep -v 'ndjson' err ;;
	esac
}
each check
