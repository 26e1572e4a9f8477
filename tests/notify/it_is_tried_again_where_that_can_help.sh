#!/bin/bash
# Delivered in the end; what was sent again is the same, and said once.
. "$TESTS/notify/lib.bash"
alert 01 a >one
try() { # ANSWER ...
	receive "$@"
	notify --only --to webhook --url '$URL' --timeout 300ms "${quick[@]}" one \
	    >out 2>err
	echo "$*: $? $(told <out), $(wc -l <got/log) attempts"
	cat err
	cmp got/1.json got/$(wc -l <got/log).json
}
try 200
try 500 503 200
try 429 200
try 408 200
try hang 200
try reset reset 200
try cut
