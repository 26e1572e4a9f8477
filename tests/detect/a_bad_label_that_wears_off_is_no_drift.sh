#!/bin/bash
# detect(1): the certainty of a bad label falls while its test gets better,
# which is no drift for the worse; words of the user's own are no labels.
. "$TESTS/detect/lib.bash"
for category in unstable flaky stable; do
	for rule in '.rule = "r"' .; do
		measurements t .9 .9 .9 .9 .9 .9 .5 .5 .5 .5 .5 .5 |
		    jq -c ".category = \"$category\" | $rule" |
		    detect --only --method windows,changepoint |
		    jq -r "\"$category \\(.method) \\(.severity) \\(.evidence.verdict)\""
	done
done
