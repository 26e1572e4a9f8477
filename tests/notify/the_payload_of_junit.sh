#!/bin/bash
. "$TESTS/notify/lib.bash"
result='{"kind":"result","project":"shop","context":"linux","test_name":"checkout","run_id":"1","attempt":1,"status":"failed","timestamp":"2026-01-01T00:00:00Z","file":"a.py","line":7}'
{ echo "$result"; two; } | notify --to junit
