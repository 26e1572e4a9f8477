#!/bin/bash
# detect(1): passed 1, failed and errored 0; a skip is no value, nor a try that
# was retried in the same element.  Means of 1,1 and 0,0 of six values.
. "$TESTS/detect/lib.bash"
{
	results t psspsspeff
	results t fff | jq -c '.retried = true'
} | detect --only | jq -c '[.measurements_count, .baseline_confidence,
    .current_confidence]'
