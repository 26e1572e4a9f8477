#!/bin/bash
m='{"kind":"measurement","test_name":"a","timestamp":"2026-01-30T00:00:00Z","confidence":0.5,"category":"x"}'
echo "$m" | $STORE --only "$DB"
echo "$m" | $STORE --only "$DB"
printf '%s\n' "$m" "${m/0.5/0.6}" | $STORE --only "$DB"
$STORE read "$DB"
