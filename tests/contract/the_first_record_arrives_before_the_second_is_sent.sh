#!/bin/bash
. "$TESTS/contract/lib.bash"

check() {
	local name=$1 line
	shift
	coproc filter { "$@" 2>err; }
	for n in 1 2; do
		measurement $n >&"${filter[1]}"
		line=
		read -r -t 20 line <&"${filter[0]}"
		[ "$line" = "$(measurement $n)" ] ||
			wrong "$name" "record $n does not arrive"
	done
	eval "exec ${filter[1]}>&-"
	wait "$filter_PID" 2>/dev/null
}
each check

three() {
	"$BIN/classify" 2>>err | "$BIN/detect" 2>>err | "$BIN/alert" 2>>err
}
check three three

stored() {
	"$BIN/ingest" -f ndjson 2>>err | "$BIN/store-sqlite" write three.db 2>>err |
	    "$BIN/export" -f ndjson 2>>err
}
check stored stored
