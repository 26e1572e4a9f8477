#!/bin/bash
# The largest resident set for 20,000 and 100,000 runs of three tests that fail
# now and then: more runs than are kept of any of them.
. "$TESTS/contract/lib.bash"

case $O in */san) echo "the sanitizer keeps what is freed" >&2; exit 77 ;; esac

runs() { # N
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) for (t = 0; t < 3; t++)
		printf "{\"kind\":\"result\",\"run_id\":\"%d\",\"test_name\":\"t%d\",\"status\":\"%s\",\"timestamp\":\"2026-01-%02dT%02d:%02d:%02dZ\"}\n",
		    i, t, (i * 7 + t * 3) % 5 < 2 ? "failed" : "passed",
		    1 + i / 8640, i / 360 % 24, i / 6 % 60, i % 6 * 10 }'
}
runs 20000 >few
runs 100000 >many

each flat
