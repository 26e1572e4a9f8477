#!/bin/bash
# A test turns to failing at 01, which its category tells at once; two passes
# end that episode, and then its rate finds the same change, which is no news.
# That it breaks again is.
. "$TESTS/alert/lib.bash"
found() { # HOUR SEVERITY METHOD SINCE
	analysis $1 $2 "\"method\":\"$3\",\"change_at\":\"2026-01-01T$4:00Z\",\"time_span_seconds\":28800"
}
{
	found 1 high category 01:00
	found 2 none category 01:00
	found 3 none category 01:00
	found 4 high rate 01:30
	found 5 high rate 01:30
	found 6 high category 06:00
} >in
alert in | told
echo 'and with the episode from history:'
{ alert in | head -n 5 | history; tail -n 3 in; } | alert | told
