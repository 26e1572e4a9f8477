#!/bin/bash
# detect(1): results speak for series without measurements alone, whichever
# came first.
. "$TESTS/detect/lib.bash"
{
	results t ppppp
	measurements t .9 .9 .9
	results t fffff
} | detect --only --method windows | jq -c '[.measurements_count, .current_confidence]'
