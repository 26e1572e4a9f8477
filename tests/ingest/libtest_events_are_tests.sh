#!/bin/bash
# Among cargo's own words, which say whose tests they are.
ingest --run-id r --at 2026-01-31T10:00:00Z <"$TESTS/formats/libtest/all.jsonl" | jq -c '
    select(.kind == "result") | [.test_name, .status, .duration, .suite,
    .file, .line, .failure_type, .message]'
