#!/bin/bash
# Source, line, reason and the text itself; a second run adds to the file.
. "$TESTS/contract/lib.bash"

{ measurement 1; echo 'no "json"'; measurement 2; } >in.ndjson

check() {
	local name=$1
	shift
	"$@" --rejects rejected <in.ndjson >out 2>err
	jq -e '.source == "stdin" and .line == 2 and (.reason | length > 0) and
	    .text == "no \"json\""' rejected >/dev/null ||
		wrong "$name" "kept $(cat rejected)"
	jq -r .reason rejected | grep -qFf - err ||
		wrong "$name" "says something else: $(cat err)"
	rm -f rejected
}
each check
