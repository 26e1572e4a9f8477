#!/bin/bash
# The table of classify.md: .85 after five passes in a row, else .7; the
# revision is held against that of the last pass.
. "$TESTS/classify/lib.bash"
{
	runs 1 five ppppp '"revision":"a"'
	runs 1 four pppp '"revision":"a"'
	runs 1 same ppppp '"revision":"a"'
	runs 1 unsaid ppppp
} | history >past
{
	cat past
	result 6 five failed '"revision":"b"'
	result 6 four failed '"revision":"b"'
	result 6 same failed '"revision":"a"'
	result 6 unsaid failed '"revision":"b"'
	result 7 five failed '"revision":"b"'
} | classify | labels
