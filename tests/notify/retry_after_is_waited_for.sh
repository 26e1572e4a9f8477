#!/bin/bash
# A number of seconds, and a date; too long a time is not waited at all.
. "$TESTS/notify/lib.bash"
alert 01 a >one
for answer in 429:Retry-After=1 503:Retry-After=1 date=2; do
	receive $answer 200
	notify --only --to webhook --url '$URL' "${quick[@]}" one | told
	awk 'NR == 2 { print ($1 > .6 && $1 < 4 ? "waited" : "waited " $1) }' got/log
done
for answer in 429:Retry-After=3600 date=3600 429:Retry-After=99999999999; do
	receive $answer 200
	notify --only --to webhook --url '$URL' "${quick[@]}" one 2>/dev/null | told
	wc -l <got/log
done
