#!/bin/bash
# alert(1): a change that fires is not over while it is found about the same
# place, though graded less; what was found twice as long reads "moderate" on
# some days and "high" on others.  Over is what is found no more.
. "$TESTS/alert/lib.bash"
change() { # HOUR SEVERITY CHANGE
	analysis $1 $2 "\"method\":\"changepoint\",\"change_at\":\"2026-01-01T$3:00Z\",\"time_span_seconds\":3600"
}
{
	change 1 high 00:30
	change 2 moderate 00:40
	change 3 low 00:40
	change 4 high 00:40
	analysis 5 none '"method":"changepoint"'
	analysis 6 none '"method":"changepoint"'
} >in
alert in | told
echo 'and with the episode from history:'
{ alert in | head -n 4 | history; tail -n 4 in; } | alert | told
echo 'another change, graded less, is none that fires:'
{ change 1 high 00:30; change 2 moderate 01:50; change 3 moderate 01:50; } |
    alert | told
echo 'beside another method, that sees nothing, in a process of its own:'
change 1 high 00:30 | alert | history >past
{
	head -n 1 past
	change 2 moderate 00:30 | history
	tail -n 1 past
	analysis 3 none '"method":"windows"'
	change 3 moderate 00:30
} | alert | told
