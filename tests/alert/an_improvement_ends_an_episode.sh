#!/bin/bash
# alert(1): what is no change for the worse counts as quiet.
. "$TESTS/alert/lib.bash"
{
	analysis 0 high
	analysis 1 critical '"direction":"increasing"'
	analysis 2 critical '"direction":"increasing"'
} | alert | told
