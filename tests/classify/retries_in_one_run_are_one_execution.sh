#!/bin/bash
# classify.md: "attempts of one run_id are one execution with retries";
# flaky_retry is .7 + .1 x 2.  The last attempt is the outcome: one that
# failed at last has failed.
. "$TESTS/classify/lib.bash"
{
	{ runs 1 a ppp; runs 1 b ppp; } | history
	result 4 a failed '"attempt":1'
	result 4 a failed '"attempt":2'
	result 4 a passed '"attempt":3'
	result 4 b failed '"attempt":3'
	result 4 b passed '"attempt":2'
} | classify | labels
