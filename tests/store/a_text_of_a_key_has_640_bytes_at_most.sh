#!/bin/bash
# What would be longer in a tree of PostgreSQL is refused by each database with
# the same words; nothing here gets shorter when compressed.
text() { # BYTES
	for i in {1..320}; do echo "$i" | sha256sum; done | cut -c -64 |
	    tr -d '\n' | head -c "$1"
}
run() { # RUN_ID
	echo '{"kind":"run","run_id":"'"$1"'"}'
}
trace() { # TRACE_ID
	echo '{"kind":"trace_event","timestamp":"2026-01-01T00:00:00Z","trace_id":"'"$1"'","event_type":"x","level":"INFO","message":"'"$(text 20000)"'"}'
}
most=$(text 640)
{
	run "$(text 20000)"
	run "$most"
	run "${most}7"
	trace "$most"
	trace "${most}7"
	echo '{"kind":"migration","project":"'"$most"'","from":"'"$most"'","to":"'"$most"'","table":"'"$most"'","started_at":"2026-01-01T00:00:00Z"}'
	echo '{"kind":"label","prediction_id":"'"$(printf 'é%.0s' {1..320})"'","true_label":1}'
	echo '{"kind":"label","prediction_id":"'"$(printf 'é%.0s' {1..321})"'","true_label":1}'
	echo '{"kind":"label","prediction_id":"'"$(printf '\\u00e9%.0s' {1..320})"'","true_label":1}'
	echo '{"kind":"result","test_name":"'"$(text 20000)"'","run_id":"'"$most"'","context":"'"$most"'","status":"passed","timestamp":"2026-01-01T00:00:00Z","revision":"'"$(text 20000)"'"}'
	echo '{"kind":"result","test_name":"t","context":"'"$(text 2000)"'","status":"passed","timestamp":"2026-01-01T00:00:00Z"}'
} | $STORE --rejects bad "$DB" >passed
echo $?
wc -l <passed
jq -c '[.line, .reason, (.text | length)]' bad
