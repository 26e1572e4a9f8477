#!/bin/bash
# An event that is there keeps what it was; a newer alert is not replaced by
# an older one.  What the target has besides is not of interest.
event() { # ID MESSAGE
	echo '{"kind":"trace_event","event_id":"'$1'","timestamp":"2026-01-01T00:00:00Z","trace_id":"t","event_type":"x","level":"INFO","message":"'$2'"}'
}
alert() { # ID MESSAGE UPDATED
	echo '{"kind":"alert","alert_id":"'$1'","source":"drift","severity":"high","state":"firing","message":"'$2'","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-'$3'T00:00:00Z"}'
}
{ event a one; event b one; alert A one 01; alert B one 01; } |
    drift store --only from.db 2>/dev/null
{ event c one; event b two; alert B two 02; alert C one 01; } | drift store --only "$DB" 2>/dev/null
drift migrate from.db "$DB" 2>words | jq -c '[.table, .rows, .ok, .errors]'
echo "${PIPESTATUS[0]}"
sed "s,$PWD/,," words
# The same one there after all, and more besides: that is no difference.
alert B one 03 | drift store --only from.db 2>/dev/null
drift migrate --kind alert from.db "$DB" 2>words | jq -c '[.table, .rows, .ok, .errors]'
echo "${PIPESTATUS[0]}"
sed "s,$PWD/,," words
