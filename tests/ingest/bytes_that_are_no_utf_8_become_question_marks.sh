#!/bin/bash
# Also in formats of plain text, whose lines nobody else checks.
printf '1..2\nok 1 a\xdf\xcc\nnot ok 2 b\n# \xff no\n' >r.tap
ingest --run-id 1 r.tap | jq -c '[.test_name, .message]'
