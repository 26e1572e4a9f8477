#!/bin/bash
# classify.md: "results of other branches are judged against it and stored, but
# never enter its rates"; results without a branch are the baseline's.  Eight of
# main and two without branch pass; on a branch each of two failures is the first
# after ten passes; main then has eleven runs.  Where all count there are 13.
. "$TESTS/classify/lib.bash"
stream() {
	runs 1 t pppppppp "\"branch\":\"$1\",\"revision\":\"a\""
	runs 9 t pp '"revision":"a"'
	for i in 11 12; do
		result $i t failed '"branch":"fix","revision":"f'$i'"'
	done
	result 17 t passed "\"branch\":\"$1\",\"revision\":\"b\""
}
stream main | classify --only | jq -r '[.branch, .timestamp[5:10], .category,
    .failures, .runs] | join(" ")' | tail -n 3
for trunk in origin/master refs/heads/main; do
	stream $trunk | classify | labels | tail -n 1
done
echo "no trunk is known:"
stream trunk | classify | labels | tail -n 1
echo "it is named:"
stream trunk | classify --baseline-branch x,trunk | labels | tail -n 1
stream trunk | CI_DEFAULT_BRANCH=trunk classify | labels | tail -n 1
echo "it is seen late:"
{
	result 1 t failed '"branch":"fix"'
	runs 2 t pppp '"branch":"main"'
} | classify | labels
