#!/bin/bash
# alert(1): an open alert of history goes on with its acknowledgement.
. "$TESTS/alert/lib.bash"
{
	analyses h | alert --only | jq -c '.acknowledged = true |
	    .acknowledged_until = "2026-01-01T09:00:00Z"' | history
	analyses hhhhhhhhhh 1
} | alert | told
