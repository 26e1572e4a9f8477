#!/bin/bash
# alert(1): a quiet method does not hide another one's finding; from the fourth
# hour on all are quiet.
. "$TESTS/alert/lib.bash"
{
	analysis 0 high '"method":"category"'
	analyses nnn 1
	analysis 4 none '"method":"category"'
	analyses nn 5
} | alert | told
