#!/bin/bash
# detect(1), --max-series: with room for two the one not seen longest is judged
# when a third comes: a before c, c before d; b at the end.  It is said once.
. "$TESTS/detect/lib.bash"
{
	measurements a .9 .9 .6
	measurements b .9 .9
	measurements c .9 .9 .9
	measurements b .9 .9 .8 | tail -n 1
	measurements d .7
} | detect --only --method windows --max-series 2 | jq -r .test_name
