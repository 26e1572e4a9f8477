#!/bin/bash
# Aligned by display width; names are code, so that nothing in them is a cell,
# a link, a person or HTML.
cat >in <<'END'
{"kind":"measurement","test_name":"支付|<b>@you</b>","timestamp":"2026-01-01T00:00:00Z","confidence":0.9,"category":"stable"}
{"kind":"measurement","test_name":"`a`","timestamp":"2026-01-01T00:00:00Z","confidence":0.95,"category":"[x](y)"}
{"kind":"analysis","test_name":"__init__","baseline_confidence":0.9,"current_confidence":0.8,"drift_percentage":-0.11111,"drift_absolute":-0.1,"severity":"moderate","direction":"decreasing","trend":"stable","measurements_count":6,"time_span_seconds":60,"recommendations":[],"analyzed_at":"2026-01-02T00:00:00Z"}
{"kind":"alert","alert_id":"1","test_name":"a","source":"drift","severity":"high","state":"firing","message":"![it](http://x) fell","recommendations":["<look>"],"created_at":"2026-01-05T00:00:00Z"}
END
drift export -f markdown in
drift export -f markdown --summary --kind measurement,alert in
