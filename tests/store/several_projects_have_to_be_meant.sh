#!/bin/bash
m() { echo '{"kind":"measurement","project":"'"$1"'","test_name":"t","timestamp":"2025-01-01T00:00:00Z","confidence":0.5,"category":"x"}'; }
p() { echo '{"kind":"prediction","project":"'"$1"'","prediction_id":"p","timestamp":"2025-01-01T00:00:00Z"}'; }
retain() { $STORE retain "$DB" --now 2026-01-31T00:00:00Z "$@" | jq -c 'select(.deleted > 0) | [.project, .table, .deleted]'; }
{ m a; p a; } | $STORE --only "$DB" 2>/dev/null
p "b's" | $STORE --only "$DB" 2>/dev/null
$STORE retain "$DB" || echo $?
retain --project a
retain --project "b's"
{ m a; m b; p c; } | $STORE --only "$DB" 2>/dev/null
DRIFT_PROJECT=b retain
m b | $STORE --only "$DB" 2>/dev/null
retain --all-projects
m b | $STORE --only "$DB" 2>/dev/null
retain --predictions never
