#!/bin/bash
# classify.1: a family failed if a member did, whichever; parameters that fail in
# turn make it flaky, each of which is new or stable by itself.  A family of one
# is none; what comes again counts once.
. "$TESTS/classify/lib.bash"
stream() {
	local i n
	for i in {1..12}; do
		for n in 1 2 3; do
			if [ $((i % 4)) = $n ] && [ $i -gt 8 ]; then
				result $i "t[$n]" failed
			else
				result $i "t[$n]" passed
			fi
		done
		result $i 'a[x[0]]' passed
		result $i 'b(int)[1]' passed
		result $i 'b(int)[2]' failed
		result $i 'b(int)[2]' passed '"attempt":2'
		result $i '[3]' passed
		result $i 'c]' passed
	done
}
stream | classify --families | labels | tail -n 10
stream | classify | labels | grep -c '\*'
{ stream; stream; } | history | cat - <(stream | grep '"r12"') |
    classify --families | labels | grep '\*'
