#!/bin/bash
# File and line where a result told of them; the table goes into a file.
. "$TESTS/notify/lib.bash"
result='{"kind":"result","project":"shop","context":"linux","test_name":"checkout","run_id":"1","attempt":1,"status":"failed","timestamp":"2026-01-01T00:00:00Z","file":"src/a:b,c.py","line":7}'
{ echo "$result"; two; } | notify --now $NOW --to github --summary summary
cat summary
