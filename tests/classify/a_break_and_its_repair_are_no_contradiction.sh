#!/bin/bash
# classify.md: "a flip across revisions counts 1/3": a break is one, its repair
# another, 2/3 < 1; three flips are one contradiction.  The flips of a break that
# is left out of the rate weigh nothing, however many there are.  A break on
# unchanged code wins over old contradictions.
. "$TESTS/classify/lib.bash"
revisions() { # LETTERS
	local i
	for ((i = 0; i < ${#1}; i++)); do
		runs $((i + 1)) t ${1:i:1} "\"revision\":\"$i\""
	done
}
ten=pppppppppp
for letters in $ten${ten}ffffffffff ffffffffff$ten$ten \
    ${ten}f$ten$ten ${ten}f${ten}f ${ten}f${ten}f$ten \
    ${ten}fff${ten}fff${ten}fff$ten$ten; do
	revisions $letters | classify | labels | grep -c flaky_contradiction
done
{
	runs 1 t pppppfp$ten '"revision":"a"'
	runs 18 t $ten$ten'ffff' '"revision":"b"'
} | classify | labels | tail -n 4
