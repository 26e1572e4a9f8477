#!/bin/bash
# Control characters in messages are printed as question marks.
. "$TESTS/contract/lib.bash"

check() {
	local name=$1
	shift
	printf '{"kind":"measurement","test_name":"t","confidence":0.5,"category":"c","timestamp":"\\u001b[2J"}\n' |
	    "$@" >out 2>err
	LC_ALL=C grep -q $'\033' err && wrong "$name" "writes an escape"
}
each check

# PROGRAM FILE
name=$'a\033[2Jb'
"$BIN/detect" "$name" 2>err </dev/null
grep -q 'a?\[2Jb' err || wrong detect "$(cat -v err)"
exit 0
