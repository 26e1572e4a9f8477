#!/bin/bash
# A store refuses what it does not know; it passes on what is never stored.
. "$TESTS/contract/lib.bash"

foreign() { # KIND
	printf '%s\n' "{ \"kind\" : \"$1\" , \"test_name\":\"t\",\"x\" : 1.50e+02," \
	    | tr -d '\n'
	printf ' "y":"\\u00e9é\\/" ,"z":{ "a":[ ] }}  \n'
}

check() {
	local name=$1 kind=weather
	shift
	case $name in store-*) kind=evaluation ;; esac
	foreign $kind >in
	"$@" <in >out 2>err || wrong "$name" "status $?: $(cat err)"
	cmp -s in out || wrong "$name" "printed $(cat out)"
}
each check
