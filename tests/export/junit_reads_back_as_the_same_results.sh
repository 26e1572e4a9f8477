#!/bin/bash
# Names, outcomes, times, tries and failure texts, whatever is in them; only
# what XML cannot hold is missing in a failure text, as in any report.
cat >in.ndjson <<'J'
{"test_name":"tests/a.py::TestA::test_b[x::y]","status":"passed","duration":0.25,"suite":"pytest","file":"tests/a.py","line":7}
{"test_name":"no class","status":"failed","message":"a","details":"a\nb"}
{"test_name":"no class either","status":"skipped","message":"later","suite":"the suite"}
{"test_name":"same::same","status":"passed"}
{"test_name":"test::of node","status":"passed"}
{"test_name":"c:: blanks around ","status":"passed"}
{"test_name":"::empty","status":"passed"}
{"test_name":"c::","status":"passed"}
{"test_name":"c::\"<a & b>\" 'c' \t tab\n line \r end","status":"errored","failure_type":"E<T>","message":"m \"1\" & <2>\n  two","details":"at a]]>\r\n\tat b"}
{"test_name":"c::\u0001\u001b[31m red \uffff \\u0001","status":"passed"}
{"test_name":"\u00e9::\u2713 \ud83d\ude00","status":"passed","duration":1e-9}
{"test_name":"f::flaky","attempt":1,"retried":true,"status":"failed","duration":1,"message":"one","details":"one\ntrace"}
{"test_name":"f::flaky","attempt":2,"retried":true,"status":"errored","message":"two"}
{"test_name":"f::flaky","attempt":3,"status":"passed","duration":3}
{"test_name":"f::rerun","attempt":1,"retried":true,"status":"failed","duration":1,"message":"one"}
{"test_name":"f::rerun","attempt":2,"retried":true,"status":"errored","duration":2,"message":"two","details":"two\ntrace"}
{"test_name":"f::rerun","attempt":3,"status":"failed","duration":3,"message":"three"}
{"test_name":"f::other end","attempt":1,"retried":true,"status":"failed","duration":1,"message":"one"}
{"test_name":"f::other end","attempt":2,"status":"errored","duration":2,"message":"two"}
{"test_name":"f::skipped at last","attempt":1,"retried":true,"status":"failed","message":"one"}
{"test_name":"f::skipped at last","attempt":2,"status":"skipped","message":"no more"}
{"test_name":"f::flaky","attempt":4,"status":"passed","duration":4}
J
n=0
while read -r line; do	# each at a time of its own
	printf '{"timestamp":"2026-01-31T10:00:%02d.5Z",%s\n' $((n++)) "${line#?}"
done <in.ndjson | ingest --kind result --run-id r >a.ndjson
drift export -f junit a.ndjson >a.xml
ingest --run-id r a.xml >b.ndjson
same() {
	jq -c 'select(.kind == "result") | [.test_name, .status, .duration,
	    .attempt, .retried, .timestamp, .file, .line, .failure_type,
	    .message, .details]' "$1"
}
diff <(same a.ndjson) <(same b.ndjson)
