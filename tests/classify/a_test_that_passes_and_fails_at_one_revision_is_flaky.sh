#!/bin/bash
# classify.md: "Same revision, both results = contradiction = direct proof of
# flakiness (weight 1)", at 1 of 21; "only the contradicted test is marked".
# The attempts of one run contradict each other, too.  Below --min-runs, and
# without revisions, there is no such verdict.
. "$TESTS/classify/lib.bash"
same='"revision":"a"'
ten=pppppppppp
{
	runs 1 t ${ten}f$ten "$same"
	runs 1 sibling ${ten}p$ten "$same"
} | sort -s -t '"' -k 24,24 | classify | labels | tail -n 2
{
	for i in {1..20}; do result $i retried passed '"revision":"'$i'"'; done
	result 9 retried failed '"revision":"9","attempt":2'
} | history | cat - <(result 21 retried passed '"revision":"21"') |
    classify | labels
runs 1 young ppfp "$same" | classify | labels | tail -n 1
runs 1 none ${ten}f$ten | classify | labels | tail -n 1
runs 1 t ${ten}f$ten "$same" | classify --only --explain | tail -n 1 |
    jq -c '.explanation.evidence, .reasons'
