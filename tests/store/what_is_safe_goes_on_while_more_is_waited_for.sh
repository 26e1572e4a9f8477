#!/bin/bash
# A full batch is stored as more is read; the rows after it wait for others,
# but not what is durable by then.
measurements() {
	for i in {1..30}; do
		echo '{"kind":"measurement","test_name":"t","timestamp":"2026-01-01T00:00:'"$i"'Z","confidence":0.5,"category":"c"}'
	done | sed 's/:\(.\)Z/:0\1Z/'
}
measurements | $STORE "$DB" >/dev/null 2>&1
{
	measurements
	for _ in {1..1000}; do
		[ "$(wc -l <out)" -lt 25 ] || break
		sleep 0.01
	done
	wc -l <out >safe
} | $STORE --batch 25 --flush 600s --quiet "$DB" >out
cat safe
measurements | cmp - out
