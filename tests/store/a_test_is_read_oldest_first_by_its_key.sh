#!/bin/bash
# Backwards in, forwards out; and the newest two by the key alone.
for day in 5 3 4 1 2; do
	echo '{"kind":"measurement","test_name":"a","timestamp":"2026-01-0'$day'T00:00:00Z","confidence":0.5,"category":"x"}'
done | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB" --test a | jq -r '.timestamp[9:10]' | tr '\n' ' '
$STORE read "$DB" --test a --order -timestamp --limit 2 |
    jq -r '.timestamp[9:10]' | tr '\n' ' '
