#!/bin/bash
# detect(1), method changepoint: what names a rule is the certainty of a label,
# .95 of stable is not more than .67 of flaky; the user's own values are.
. "$TESTS/detect/lib.bash"
steps() { # MEMBERS OF THE LATER ONES
	measurements t $(for i in {1..20}; do echo .95; done
	    for i in {1..10}; do echo .67; done) | jq -c --argjson x "$1" '. +
	    {rule: "stable_low_failure"} | if .confidence < .7 then . + $x
	    else . end'
}
verdict() {
	detect --only --method changepoint | jq -c '[.change_index, .severity,
	    .evidence.verdict]'
}
steps '{"category": "flaky"}' | verdict
steps '{}' | verdict
steps '{"category": "flaky"}' | jq -c 'del(.rule)' | verdict
