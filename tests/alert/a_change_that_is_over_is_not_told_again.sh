#!/bin/bash
# alert.md: "a change point within a minimum piece of a known one is the same
# finding".  Told at 01, over at 03; found again at 05 within five values of
# it, which is nothing new; another one at 07 is.  Nine values an hour: five
# are 37.5 minutes.
. "$TESTS/alert/lib.bash"
change() { # HOUR SEVERITY CHANGE
	analysis $1 $2 "\"method\":\"changepoint\",\"change_at\":\"2026-01-01T$3:00Z\",\"time_span_seconds\":3600"
}
{
	change 1 high 00:30
	analysis 2 none '"method":"changepoint"'
	analysis 3 none '"method":"changepoint"'
	change 5 high 00:50
	change 6 high 00:50
	change 7 high 06:10
} >in
alert in | told
echo 'and with the episode from history:'
{ alert in | head -n 5 | history; tail -n 3 in; } | alert | told
