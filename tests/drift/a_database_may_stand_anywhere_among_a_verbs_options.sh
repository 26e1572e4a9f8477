#!/bin/bash
line='{"kind":"measurement","test_name":"a","timestamp":"2026-01-05T00:00:00Z","confidence":0.5,"category":"c"}'
echo "$line" | drift store --rejects bad.ndjson one.db >/dev/null 2>&1
drift read one.db --kind measurement | wc -l
drift read --kind measurement one.db --limit 1 | wc -l
drift read --kind=measurement --db one.db | wc -l
DRIFT_DB=one.db drift read --kind measurement | wc -l
echo "$line" | drift recall --last 5 one.db | wc -l
ls
