#!/bin/bash
# alert.md: "a test's level is the highest among its newest analysis per
# method".  Both are quiet from 03 on, so the second quiet observation is 04;
# four quiet analyses at two times.
. "$TESTS/alert/lib.bash"
at() { # HOUR WINDOWS CATEGORY
	analysis $1 $2
	analysis $1 $3 '"method":"category"'
}
{
	at 0 none none
	at 1 none high
	at 2 critical high
	at 3 none none
	at 4 none none
} | alert | told
