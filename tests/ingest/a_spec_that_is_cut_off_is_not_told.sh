#!/bin/bash
# At every byte: an error, and only specs that are complete.
cat >r.json <<'END'
{"config": {}, "suites": [{"title": "a", "file": "a", "specs": [
{"title": "x", "tests": [{"status": "expected", "results": [{"status": "passed"}]}]},
{"title": "y", "tests": [{"status": "unexpected", "results": [{"status": "failed"}]}]}
]}]}
END
size=$(($(wc -c <r.json) - 1))
for ((n = 1; n < size; n++)); do
	head -c "$n" r.json >cut.json
	ingest -f playwright --run-id r cut.json 2>/dev/null |
	    jq -r 'select(.kind == "result") | .test_name' | paste -sd' '
	[ "${PIPESTATUS[0]}" = 2 ] || echo "cut at $n: no error"
done | sort | uniq -c
