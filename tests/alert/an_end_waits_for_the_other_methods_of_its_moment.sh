#!/bin/bash
# Two passes would end what the category told, but in the second of these runs
# the rate finds the same change: nothing has ended, and nothing is told again.
. "$TESTS/alert/lib.bash"
found() { # HOUR SEVERITY METHOD
	analysis $1 $2 "\"method\":\"$3\",\"change_at\":\"2026-01-01T01:00:00Z\",\"time_span_seconds\":28800"
}
{
	found 1 high category
	found 2 none category
	found 3 none category
	found 3 high rate
	found 4 none category
	found 4 high rate
} >in
alert in | told
