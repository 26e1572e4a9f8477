#!/bin/bash
# The largest resident set for 100,000 and 1,000,000 records of 50 series.
. "$TESTS/contract/lib.bash"

case $O in */san) echo "the sanitizer keeps what is freed" >&2; exit 77 ;; esac

stream() { # N
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) {
		printf "{\"kind\":\"measurement\",\"test_name\":\"t%d\",\"timestamp\":\"2026-01-%02dT%02d:%02d:%02d.%06dZ\",\"confidence\":0.%d,\"category\":\"stable\"}\n",
		    i % 50, 1 + i / 864000, i / 36000 % 24, i / 600 % 60, i / 10 % 60, i % 10 * 100000, 900 + i % 7 } }'
}
stream 100000 >few
stream 1000000 >many

each flat
