#!/bin/bash
# classify.md: "and again under the same key if attempts of that run arrive
# later".
. "$TESTS/classify/lib.bash"
{
	runs 1 t ppp | history
	result 4 t failed
	echo '{"kind":"run","run_id":"r4","started_at":"2026-01-04T00:00:00Z"}'
	result 4 t passed '"attempt":2'
} | classify | labels
