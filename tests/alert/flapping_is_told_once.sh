#!/bin/bash
# alert.md: "more than 30 % of the last 21 states changed": more than 6 of 20
# turns.  30 observations that turn each time flap from the 21st on; then it is
# quiet, and in the 21 states up to hour H >= 29 there are 49 - H turns: 6 at 43.
# What never lasted for three is told then, too.
. "$TESTS/alert/lib.bash"
{
	analyses hnhnhnhnhnhnhnhnhnhnhnhnhnhnhn
	analyses nnnnnnnnnnnnnnnnnnnn 30
} >in
alert --repeat 100h in | told
echo
alert --repeat 100h --for 3 in >out
told <out
grep -c 'FLAPPING' out
