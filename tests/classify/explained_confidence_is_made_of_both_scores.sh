#!/bin/bash
# By hand, from classify.md.  Rules: regression .85 and stable .6 of new test
# 1, regression .85, unstable .8, flaky .7, stable .6, that is 1.45 / 3.95;
# signal: trace of two lines .6, a message .85, no retry .5, 6 runs .6, nothing
# alike .4, mean .59; .7 and .3 of these.  1/6 is flaky, so make it --flaky .2.
. "$TESTS/classify/lib.bash"
{
	runs 1 t ppppp '"revision":"a"' | history
	result 6 t failed '"revision":"b","failure_id":"x","details":"a\nb"'
} | classify --flaky .2 --explain --confidence explained | jq -c '
    select(.kind == "measurement") | [.category, .rule_score, .signal_score,
    .confidence | if type == "number" then . * 1e9 | round else . end] +
    [.explanation.rules.regression, .explanation.rules.flaky_history]'
