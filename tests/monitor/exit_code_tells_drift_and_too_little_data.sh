#!/bin/bash
. "$TESTS/monitor/lib.bash"
rows 300 >ref
check() { # SHIFT OPTION...
	rows 300 "$1" | predictions | monitor -e --now $NOW --reference ref \
	    "${@:2}" >out
	echo $?
}
check 0
check 200 --share .5
check 200 --share .6
check 0 --min 301
