#!/bin/bash
# 10,080 results of forty tests on three platforms, in turn; nothing fails but
# one test, on windows and always.  No test is flaky, whether runs share a
# revision or not; and handed in twice, in any order, they say the same.
last() { # the last record of every measurement; where it stood is no matter
	jq -c 'select(.kind == "measurement")' |
	    jq -cs 'group_by([.test_name, .context, .timestamp])[] | last'
}
flaky() {
	jq -c 'select(.category == "flaky" or .class == "flaky" or
	    .method == "contradiction")' | head -n 3
}
for revision in 1 10; do
	"$TESTS/sim/stream" --platforms --revision $revision 84 stable:39:0 \
	    windows-only:1:0 | ingest >in 2>/dev/null
	wc -l <in
	classify <in | tee labels | detect >both
	detect <in >alone
	cat both alone | flaky
	last <labels >want
	grep '"analysis"' alone | sort >found
	for seed in 1 2 3; do
		shuf --random-source=<(yes $seed) in >one
		shuf --random-source=<(yes x$seed) in >two
		cat one two | classify | last | cmp - want
		cat in in | shuf --random-source=<(yes y$seed) | ingest \
		    2>/dev/null | detect --only | sort | cmp - found
	done
done
jq -r .category want | sort | uniq -c
