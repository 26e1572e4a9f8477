#!/bin/bash
for day in 1 2 3; do
	echo '{"kind":"result","test_name":"a","status":"passed","timestamp":"2026-01-0'$day'T00:00:00Z"}'
done | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB" | wc -l
