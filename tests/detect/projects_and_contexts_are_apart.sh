#!/bin/bash
# detect(1): a series has the same project, test name and context.
. "$TESTS/detect/lib.bash"
{
	measurements t .9 .9 .9
	measurements t .9 .9 .8 | jq -c '.context = "arm"'
	measurements t .9 .9 .7 | jq -c '.project = "p"'
	measurements t .9 .9 .6 | jq -c '.project = "p" | .context = "arm"'
} | detect --only --method windows | jq -c '[.project, .context, .current_confidence]'
