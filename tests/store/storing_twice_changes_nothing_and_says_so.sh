#!/bin/bash
m='{"kind":"measurement","test_name":"a","timestamp":"2026-01-30T00:00:00Z","confidence":0.5,"category":"x"}'
echo "$m" | store-sqlite --only s.db
echo "$m" | store-sqlite --only s.db
printf '%s\n' "$m" "${m/0.5/0.6}" | store-sqlite --only s.db
store-sqlite read s.db
