#!/bin/bash
# detect(1): --each judges measurements as they come, results at the end; or
# when --max-series forgets them.
. "$TESTS/detect/lib.bash"
{
	results a pppfff
	results b ppp
} | detect --only --method windows --each --max-series 1 2>err | jq -r .test_name
