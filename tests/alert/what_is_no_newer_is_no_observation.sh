#!/bin/bash
# alert.md: "an analysis not newer than the last seen is no new observation".
. "$TESTS/alert/lib.bash"
{
	analyses h 5
	analyses nnnn 1
	analyses n 5
	analyses n 6
	analyses nn 6
} | alert | told
