#!/bin/bash
ingest --run-id r --at 2026-01-31T10:00:00Z <<'R' | jq -c '[.kind, .test_name, .attempt, .status]'
1..1
ok 1 - a
TAP version 13
ok 1 - a
1..1
ok 1 - c
not ok 2 - a
#   Failed test 'a'
1..2
R
