#!/bin/bash
# classify.md: "Recency decays per revision, not per observation".  With a half
# life of one revision, a failure on the third revision from the end, of two runs
# each, weighs 1/4 of 2 + 1 + 1/2 = 3.5: 1/14; the same run again counts once.
# However often the last revision runs, nothing older decays; no revision does
# not, either.  The streak rules count runs as they are.
. "$TESTS/classify/lib.bash"
past() {
	runs 1 t fp '"revision":"a"'
	runs 3 t pp '"revision":"b"'
}
show() {
	classify --only --explain "$@" | tail -n 1 |
	    jq -c '[.runs, .failures, .explanation.evidence.rate]'
}
{ past; runs 5 t pp '"revision":"c"'; } | show --half-life 1
{ past; runs 5 t pp '"revision":"c"'; result 6 t passed '"revision":"c"'; } | show --half-life 1
{ past; runs 5 t pppp '"revision":"c"'; } | show --half-life 1
{ past; runs 5 t pp '"revision":"c"'; } | show --half-life 0
{ past; runs 5 t pp '"revision":"c"'; } | show
runs 1 t fppppp | show --half-life 1
