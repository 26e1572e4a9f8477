#!/bin/bash
for day in 28 29 30; do
	echo '{"kind":"measurement","test_name":"a","timestamp":"2026-01-'$day'T00:00:00Z","confidence":0.5,"category":"x"}'
done | $STORE --only --quiet "$DB"
for since in 2026-01-30T00:00:00Z 2026-01-29 7d; do
	$STORE stats "$DB" --since $since --now 2026-02-01T00:00:00Z |
	    jq -c "[\"$since\", .total_measurements]"
done
DRIFT_PROJECT=other $STORE stats "$DB" | jq -c .total_measurements
