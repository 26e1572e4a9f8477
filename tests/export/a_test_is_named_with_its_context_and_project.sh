#!/bin/bash
# The same in the list of alerts, in full and among its category.
cat >all <<'R'
{"kind":"measurement","project":"shop","test_name":"pay|","context":"linux","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"flaky"}
{"kind":"analysis","project":"shop","test_name":"pay|","context":"linux","analyzed_at":"2026-01-01T00:00:00Z","baseline_confidence":1,"current_confidence":0.5,"drift_absolute":-0.5,"severity":"high","direction":"decreasing","trend":"stable","measurements_count":6,"time_span_seconds":1,"recommendations":[]}
{"kind":"alert","project":"shop","alert_id":"1","test_name":"pay|","context":"linux","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-01T00:00:00Z"}
R
for options in table 'table --summary' markdown detail; do
	drift export -f $options all | grep 'shop'
done
