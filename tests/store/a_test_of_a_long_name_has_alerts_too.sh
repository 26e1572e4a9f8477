#!/bin/bash
# Longer than what a tree of PostgreSQL takes, and no shorter when compressed.
name=$(seq 2000 | sha256sum | head -c 64)$(for i in {1..150}; do
	echo "$i" | sha256sum | head -c 64
done)
{
	echo '{"kind":"measurement","test_name":"'"$name"'","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"flaky"}'
	echo '{"kind":"alert","alert_id":"a","source":"drift","fingerprint":"f","test_name":"'"$name"'","severity":"high","state":"firing","created_at":"2026-01-01T00:00:00Z","message":"m"}'
} | $STORE "$DB" >/dev/null
drift read --db "$DB" --test "$name" | jq -r '[.kind, (.test_name | length)] | @tsv'
