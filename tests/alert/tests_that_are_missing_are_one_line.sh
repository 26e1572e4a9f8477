#!/bin/bash
# Of its project and context others were seen more than a week later.
. "$TESTS/alert/lib.bash"
analyses() {
	for test in a b; do analysis 1 none "\"test_name\":\"$test\""; done
	analysis 1 none '"test_name":"c","context":"mac"'
	analysis 170 none
}
told() {
	alert --severity low | jq -r 'select(.kind == "alert") | "\(.source) \(.severity) \(.message)"'
}
analyses | told
# Where only durations are looked at, too.
analyses | sed 's/windows/duration/' | told
