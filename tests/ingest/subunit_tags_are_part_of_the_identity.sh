#!/bin/bash
# But not the worker; two tests at once have times of their own.
ingest --run-id r <"$TESTS/formats/subunit/tags.subunit2" | jq -c '
    select(.kind == "result") | [.test_name, .timestamp, .duration]'
ingest --run-id r <<'R' | jq -c 'select(.kind == "result") | [.test_name]'
tags: slow worker-3
test: a
tags: eu -slow
success: a
test: b
success: b
R
