#!/bin/bash
# detect(1), method windows: what classify labelled has drifted only under one
# label; words of the user's own are no labels.
. "$TESTS/detect/lib.bash"
values() { # MEMBERS
	measurements t .9 .9 .9 .9 .9 .9 .9 .9 | jq -c "$1"
	measurements t .5 .5 .5 .5 .5 .5 .5 .5 |
	    jq -c "$1 | .timestamp |= sub(\"01-0\"; \"02-0\") | .category = \"flaky\""
}
for members in . '.rule = "r"'; do
	values "$members" | detect --only --method windows |
	    jq -r '"\(.severity) \(.evidence.verdict)"'
done
