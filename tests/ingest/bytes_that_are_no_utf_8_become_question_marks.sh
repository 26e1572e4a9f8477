#!/bin/bash
# Also in formats of plain text, whose lines nobody else checks.
printf '1..2\nok 1 a\xdf\xcc\nnot ok 2 b\n# \xff no\n' >r.tap
ingest --run-id 1 r.tap | jq -c '[.test_name, .message]'

printf '%s\n' chunk_key,chunk_end_date,auc$'\xdf'_value,chunk_x \
    '[0:9],2026-01-31 12:00:00Z,0.5,' >r.csv
ingest -f nannyml r.csv | jq -c '.performance'
