#!/bin/bash
# Whole milliseconds apart, which are all that the schema has.
cat >in.ndjson <<'J'
{"test_name":"tests/a.py::TestA::test_b[x::y]","status":"passed","duration":0.25,"file":"tests/a.py","line":7}
{"test_name":"no suite","status":"failed","duration":0,"failure_type":"E","file":"a.py","message":"a","details":"a\nb"}
{"test_name":"same::same","status":"skipped","duration":0,"message":"later"}
{"test_name":"c::\"<a & b>\" \u001b[31m \ud83d\ude00","status":"errored","duration":0,"message":"m <red>"}
{"test_name":"f::flaky","attempt":1,"retried":true,"status":"failed","duration":1,"message":"one","details":"one\ntrace"}
{"test_name":"f::flaky","attempt":2,"retried":true,"status":"errored","duration":0,"message":"two"}
{"test_name":"f::flaky","attempt":3,"status":"passed","duration":3}
{"test_name":"f::rerun","attempt":1,"retried":true,"status":"failed","duration":1,"message":"one"}
{"test_name":"f::rerun","attempt":2,"status":"failed","duration":3,"message":"two"}
J
n=0
while read -r line; do	# each at a time of its own
	printf '{"timestamp":"2026-01-31T10:00:%02d.5Z",%s\n' $((n++)) "${line#?}"
done <in.ndjson | ingest --kind result --run-id r >a.ndjson
drift export -f ctrf a.ndjson >a.json
ingest --run-id r a.json >b.ndjson
same() {
	jq -c 'select(.kind == "result") | [.test_name, .status, .duration,
	    .attempt, .retried, .timestamp, .line, .message, .details]' "$1"
}
diff <(same a.ndjson) <(same b.ndjson)
