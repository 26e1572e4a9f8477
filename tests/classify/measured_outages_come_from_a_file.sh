#!/bin/bash
# classify.md: "--outages FILE gives measured windows"; both ends are included,
# and a context is a glob.
. "$TESTS/classify/lib.bash"
cat >windows <<'EOF'
{"from":"2026-01-03T00:00:00Z","to":"2026-01-04T00:00:00Z","reason":"network"}

{"from":"2026-01-06T00:00:00Z","to":"2026-01-06T12:00:00Z","context":"linux/*","project":null}
EOF
for context in mac linux/arm; do
	runs 1 t pppppppp '"context":"'$context'"' |
	    classify --outages windows | labels
done
while read -r line; do
	printf '\n%s\n' "$line" >bad
	classify --outages bad </dev/null 2>&1
	echo $?
done <<'EOF'
{"from":"2026-01-03T00:00:00Z"}
{"from":3,"to":"2026-01-03T00:00:00Z"}
{"from":"2026-01-04T00:00:00Z","to":"2026-01-03T00:00:00Z"}
{"from":"2026-01-04T00:00:00Z","to":"2026-01-05T00:00:00Z","test":"t"}
{"from":"2026-01-04T00:00:00Z","to":"2026-01-05T00:00:00Z","context":1}
[]
EOF
classify --outages nowhere </dev/null 2>&1
classify --outage 2 </dev/null 2>&1
