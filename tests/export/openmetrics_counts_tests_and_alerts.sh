#!/bin/bash
# By project and severity, an alert by its newest record; of single tests the
# worst alone, with labels that hold whatever a name does.
finding() { # TEST SEVERITY DRIFT [PROJECT]
	printf '{"kind":"analysis","test_name":"%s","project":"%s","baseline_confidence":0.9,"current_confidence":0.8,"drift_percentage":%s,"drift_absolute":-0.1,"severity":"%s","direction":"decreasing","trend":"stable","measurements_count":6,"time_span_seconds":60,"recommendations":[],"analyzed_at":"2026-01-02T00:00:00Z"}\n' \
	    "$1" "${4:-default}" "$3" "$2"
}
{
	finding 'a \"b\" \\c\nd' critical -0.5
	finding low low -0.12
	finding lower low -0.11
	finding well none 0 other
	cat <<-'END'
	{"kind":"measurement","test_name":"low","timestamp":"2026-01-02T00:00:00.5Z","confidence":0.8,"category":"flaky"}
	{"kind":"alert","alert_id":"1","test_name":"low","source":"drift","severity":"low","state":"firing","message":"m","created_at":"2026-01-01T00:00:00Z"}
	{"kind":"alert","alert_id":"1","test_name":"low","source":"drift","severity":"low","state":"resolved","message":"m","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-02T00:00:00Z"}
	{"kind":"alert","alert_id":"2","test_name":"a","source":"drift","severity":"critical","state":"firing","message":"m","created_at":"2026-01-01T00:00:00Z"}
	{"kind":"health","status":"degraded","size_bytes":4096}
	END
} | drift export -f openmetrics --worst 2 --now 2026-01-03T00:00:00Z |
    tee metrics
/usr/bin/python3 - <<'P'
try:
    from prometheus_client.openmetrics import parser as openmetrics
    from prometheus_client import parser as prometheus
except ImportError:
    raise SystemExit
text = open("metrics").read()
for parser in openmetrics, prometheus:
    samples = [s for f in parser.text_string_to_metric_families(text)
               for s in f.samples]
    if len(samples) != text.count("\n") - text.count("\n#") - 1:
        print(parser.__name__, "reads", len(samples))
    if samples[22].labels["test"] != 'a "b" \\c d':
        print(parser.__name__, samples[22])
P
