#!/bin/bash
# Also where it is a quiet finding with which flapping begins; then it is told,
# and once, though it began before.  7 of 20 turns flap.
. "$TESTS/alert/lib.bash"
echo '{"test":"t","until":"2026-01-03T00:00:00Z","by":"ana","reason":"new bank"}' >until
say() { jq -r 'select(.kind == "alert" and .test_name).message | gsub(".*- "; "")'; }
for letters in hhhhhhhhhhhhhhnhnhnhn nnnnnnnnnnnnnnhnhnhnh; do
	analyses $letters >in
	alert --only --silences until --now 2026-01-01T21:00:00Z in | say
	echo 'later:'
	{ history <in; analyses nhnh 60; } |
	    alert --only --silences until --now 2026-01-04T00:00:00Z | say
done
