#!/bin/bash
cat >r.ndjson <<'E'
{"kind":"measurement","test_name":"a","confidence":2,"category":"c","timestamp":"2026-01-31T12:00:00Z"}
{"kind":"result","test_name":"a","status":"great","timestamp":"2026-01-31T12:00:00Z"}
{"kind":"label","prediction_id":"1","true_label":1}
E
ingest --rejects rejects r.ndjson | jq -c .kind
jq -c '[.line, .reason]' rejects
ingest r.ndjson >out 2>&1
