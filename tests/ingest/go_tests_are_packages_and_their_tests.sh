#!/bin/bash
# Parents and subtests are all counted; what failed says why and where.
ingest --run-id r <"$TESTS/formats/go/all.jsonl" | jq -c '
    select(.kind == "result") | [.test_name, .status, .duration, .file, .line,
    .failure_type, .message]'
