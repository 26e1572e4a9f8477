#!/bin/bash
# And no file that is there is written again.
store() { echo '{"kind":"measurement","test_name":"'$1'","timestamp":"2025-01-01T00:00:00Z","confidence":0.5,"category":"x"}' | $STORE --only "$DB" 2>/dev/null; }
retain() { $STORE retain "$DB" --archive kept --now 2026-01-31T00:00:00Z | jq 'select(.deleted > 0).deleted'; }
store a
retain
store b
flock kept $STORE retain "$DB" --archive kept || echo $?
retain
cd kept && grep -H -o '"test_name":"."' *
