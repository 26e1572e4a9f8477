#!/bin/bash
# One line a test and method, the newest; the chart comes from measurements.
cat >in <<'END'
{"kind":"measurement","test_name":"pay","timestamp":"2026-01-01T00:00:00Z","confidence":0.9,"category":"stable"}
{"kind":"measurement","test_name":"pay","timestamp":"2026-01-02T00:00:00Z","confidence":0.5,"category":"flaky"}
{"kind":"analysis","test_name":"add","baseline_confidence":0.9,"current_confidence":0.8,"drift_percentage":-0.11111,"drift_absolute":-0.1,"severity":"moderate","direction":"decreasing","trend":"stable","measurements_count":6,"time_span_seconds":60,"recommendations":[],"analyzed_at":"2026-01-02T00:00:00Z"}
{"kind":"analysis","test_name":"pay","baseline_confidence":0.9,"current_confidence":0.8,"drift_percentage":-0.11111,"drift_absolute":-0.1,"severity":"moderate","direction":"decreasing","trend":"stable","measurements_count":6,"time_span_seconds":60,"recommendations":[],"analyzed_at":"2026-01-01T00:00:00Z"}
{"kind":"analysis","test_name":"pay","baseline_confidence":0.9,"current_confidence":0.5,"drift_percentage":-0.44444,"drift_absolute":-0.4,"severity":"critical","direction":"volatile","trend":"stable","measurements_count":6,"time_span_seconds":60,"recommendations":[],"analyzed_at":"2026-01-02T00:00:00Z"}
END
drift export -f table --kind analysis <in
