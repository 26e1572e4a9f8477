#!/bin/bash
# A row at the cutoff stays, one a microsecond before it goes.  One option
# changes its own horizon, the others stand; what has no time of its own goes
# by when it was stored.
m() { echo '{"kind":"measurement","test_name":"'$1'","timestamp":"'$2'","confidence":0.5,"category":"x"}'; }
a() { echo '{"kind":"analysis","test_name":"'$1'","analyzed_at":"'$2'","baseline_confidence":0.9,"current_confidence":0.7,"drift_absolute":-0.2,"severity":"high","direction":"decreasing","trend":"stable","measurements_count":9,"time_span_seconds":1,"recommendations":[]}'; }
{
	m at 2025-11-02T00:00:00Z
	m before 2025-11-01T23:59:59.999999Z
	m future 2027-01-01T00:00:00Z
	a old 2025-12-31T00:00:00Z
	a new 2026-01-02T00:00:00Z
} | $STORE --only "$DB" 2>/dev/null
echo '{"kind":"label","prediction_id":"untimed","true_label":1}' |
    $STORE --only --now 2025-07-01T00:00:00Z "$DB" 2>/dev/null
echo '{"kind":"label","prediction_id":"lately","true_label":1}' |
    $STORE --only --now 2026-01-01T00:00:00Z "$DB" 2>/dev/null
$STORE retain "$DB" --now 2026-01-31T00:00:00Z --measurements 90 |
    jq -c 'del(.took_ms) | select(.deleted > 0)'
$STORE read "$DB" | jq -c '[.kind, .test_name // .prediction_id // .table, .deleted]'
echo again
$STORE retain "$DB" --now 2026-01-31T00:00:00Z | jq .deleted | sort | uniq -c
$STORE read "$DB" --kind retention | wc -l
