#!/bin/bash
for day in 1 2 3; do
	echo '{"kind":"result","test_name":"a","status":"passed","timestamp":"2026-01-0'$day'T00:00:00Z"}'
done | store-sqlite --only s.db 2>/dev/null
store-sqlite read s.db | wc -l
