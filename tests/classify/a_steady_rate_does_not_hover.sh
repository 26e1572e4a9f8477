#!/bin/bash
# A test that fails every tenth time by chance (a hash of the run), each run on a
# revision of its own: how often its label changes in 900 runs once the window is
# full, and with neither decay nor contradictions.
. "$TESTS/classify/lib.bash"
awk 'BEGIN { srand(1); x = 7
	for (i = 1; i <= 1000; i++) {
		x = (x * 16807) % 2147483647
		printf "%s\n", x / 2147483647 < 0.1 ? "failed" : "passed"
	} }' >statuses
stream() { # MORE
	awk -v more="$1" '{ printf "{\"kind\":\"result\",\"test_name\":\"t\",\"run_id\":\"%d\",\"status\":\"%s\",\"timestamp\":\"2026-01-01T%02d:%02d:00Z\"%s}\n", NR, $1, NR / 60, NR % 60, more ? sprintf(",\"revision\":\"%d\"", NR) : "" }' statuses
}
changes() {
	jq -r 'select(.kind == "measurement") | .category' | tail -n 900 |
	    grep -v regression | uniq | wc -l
}
stream | classify | changes
stream revisions | classify | changes
