#!/bin/bash
# An error in setup or teardown is worse than how the call ended; a subtest
# that fails fails its test.
ingest --run-id r --at 2026-01-31T10:00:00Z <"$TESTS/formats/reportlog/plain.jsonl" | jq -c '
    select(.kind == "result") | [.test_name, .subtest, .status, .line,
    .failure_type, .message]'
