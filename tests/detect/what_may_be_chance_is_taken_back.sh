#!/bin/bash
# scipy.stats.mannwhitneyu(x, y, method="exact"): five against five fully apart
# 2/252; .1 .2 .3 .4 .65 against .5 .6 .7 .8 .9 has U = 2 and 8/252, above .01.
# Nine values are not tested.
. "$TESTS/detect/lib.bash"
{
	measurements apart .9 .91 .92 .93 .94 .60 .61 .62 .63 .64
	measurements mixed .1 .2 .3 .4 .65 .5 .6 .7 .8 .9
	measurements nine .9 .91 .92 .93 .60 .61 .62 .63 .64
} | detect --only --method windows | jq -c '[.test_name, .severity, ((.p_value // 0) * 1e9 |
    round), .evidence.verdict, .evidence.m]'
