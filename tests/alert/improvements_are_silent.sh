#!/bin/bash
# alert.md, --direction: "an improvement is an analysis, not an alert"; volatile
# is one where it went up.
. "$TESTS/alert/lib.bash"
{
	analysis 0 critical '"direction":"increasing","drift_absolute":0.5'
	analysis 1 critical '"direction":"volatile","drift_absolute":0.5'
	analysis 2 high '"direction":"volatile","drift_absolute":-0.5'
} >in
alert in | told
echo
alert --direction any in | told
