#!/bin/bash
# Where it stands in the source; no text ends a property or begins a command.
cat >in <<'END'
{"kind":"result","test_name":"a,b:c","run_id":"1","file":"t/a,b.py","line":12,"status":"failed","message":"100 % wrong\r\n::error::no command","timestamp":"2026-01-05T00:00:00Z"}
{"kind":"result","test_name":"again","run_id":"1","status":"failed","retried":true,"timestamp":"2026-01-05T00:00:00Z"}
{"kind":"result","test_name":"again","run_id":"1","attempt":2,"status":"passed","timestamp":"2026-01-05T00:00:00Z"}
{"kind":"result","test_name":"broken","run_id":"1","status":"errored","timestamp":"2026-01-05T00:00:00Z"}
{"kind":"analysis","test_name":"a,b:c","baseline_confidence":0.9,"current_confidence":0.8,"drift_percentage":-0.111,"drift_absolute":-0.1,"severity":"moderate","direction":"decreasing","trend":"stable","measurements_count":6,"time_span_seconds":60,"recommendations":[],"analyzed_at":"2026-01-05T00:00:00Z"}
{"kind":"analysis","test_name":"slow","method":"duration","baseline_confidence":1,"current_confidence":2,"drift_percentage":1,"drift_absolute":1,"severity":"critical","direction":"increasing","trend":"stable","measurements_count":6,"time_span_seconds":60,"recommendations":[],"analyzed_at":"2026-01-05T00:00:00Z"}
{"kind":"analysis","test_name":"well","baseline_confidence":0.9,"current_confidence":0.9,"drift_percentage":0,"drift_absolute":0,"severity":"none","direction":"stable","trend":"stable","measurements_count":6,"time_span_seconds":60,"recommendations":[],"analyzed_at":"2026-01-05T00:00:00Z"}
{"kind":"alert","alert_id":"1","test_name":"a,b:c","source":"drift","severity":"high","state":"firing","message":"it fell","created_at":"2026-01-05T00:00:00Z"}
{"kind":"alert","alert_id":"2","source":"health","severity":"high","state":"resolved","message":"it is back","created_at":"2026-01-05T00:00:00Z"}
END
drift export -f github in
