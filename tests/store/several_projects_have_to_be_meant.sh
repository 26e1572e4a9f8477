#!/bin/bash
m() { echo '{"kind":"measurement","project":"'"$1"'","test_name":"t","timestamp":"2025-01-01T00:00:00Z","confidence":0.5,"category":"x"}'; }
p() { echo '{"kind":"prediction","project":"'"$1"'","prediction_id":"p","timestamp":"2025-01-01T00:00:00Z"}'; }
retain() { store-sqlite retain s.db --now 2026-01-31T00:00:00Z "$@" | jq -c 'select(.deleted > 0) | [.project, .table, .deleted]'; }
{ m a; p a; } | store-sqlite --only s.db 2>/dev/null
p "b's" | store-sqlite --only s.db 2>/dev/null
store-sqlite retain s.db || echo $?
retain --project a
retain --project "b's"
{ m a; m b; p c; } | store-sqlite --only s.db 2>/dev/null
DRIFT_PROJECT=b retain
m b | store-sqlite --only s.db 2>/dev/null
retain --all-projects
m b | store-sqlite --only s.db 2>/dev/null
retain --predictions never
