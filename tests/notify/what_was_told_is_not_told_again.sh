#!/bin/bash
# By the times of findings: one that is newer than what was told is told, also
# if it came before anybody was told of the one before.
. "$TESTS/notify/lib.bash"
receive 200
{
	alert 01 never
	alert 02 told 'last_sent_at: "2026-01-01T10:00:00Z"'
	alert 03 later 'last_sent_at: "2026-01-01T11:00:00Z"'
	alert 04 before 'last_sent_at: "2026-01-01T09:59:59Z"'
	alert 05 undated 'updated_at: null, last_sent_at: "2026-01-01T10:00:00Z"'
	alert 06 history | jq -c '{kind: "history", of: .kind} + del(.kind)'
} >alerts
notify --only --to webhook --url '$URL' alerts | told
notify --to webhook alerts | jq -c '[.alerts[].fingerprint]'
