#!/bin/bash
# Longer than 1 MiB; what stands around it is not touched.
. "$TESTS/contract/lib.bash"

{ measurement 1
  printf '{"kind":"measurement","test_name":"%01100000d"}\n' 0
  measurement 2; } >in
{ measurement 1; measurement 2; } >want

check() {
	local name=$1 status
	shift
	"$@" <in >out 2>err
	status=$?
	[ $status = 3 ] || wrong "$name" "status $status, not 3"
	grep -q "^$name: stdin:2: .*longer than" err ||
		wrong "$name" "says $(cut -c 1-200 err)"
	grep '"measurement"' out | cmp -s - want || wrong "$name" "loses lines"
}
each check
