#!/bin/bash
# detect(1): passed 1, failed and errored 0; a skip is no value, nor a try that
# was retried in the same run.  Means of 1,1 and 0,0 of six values.
. "$TESTS/detect/lib.bash"
{
	results t psspsspeff | jq -c '.attempt = 2'
	results t f | jq -c '.retried = true'
} | detect --only --method windows | jq -c '[.measurements_count,
    .baseline_confidence, .current_confidence]'
