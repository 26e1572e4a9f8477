#!/bin/bash
# classify.md: "Contexts are never mixed": four times two runs are no eight.
. "$TESTS/classify/lib.bash"
for n in 1 2; do
	for more in '"context":"arm"' '"context":"x86"' '"project":"p"' ''; do
		result $n t passed "$more"
	done
done | classify | labels | cut -d ' ' -f 1,3,6 | sort | uniq -c | tr -s ' '
