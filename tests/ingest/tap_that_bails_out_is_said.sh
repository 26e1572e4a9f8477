#!/bin/bash
# So is a plan of nothing.
ingest --run-id r --at 2026-01-31T10:00:00Z <<'R' | jq -c '[.kind, .test_name, .status, .tests]'
1..573
not ok 1 - database handle
Bail out! Couldn't connect to database.
R
echo '1..0 # SKIP no database' | ingest --run-id r | jq -c '[.kind, .tests]'
