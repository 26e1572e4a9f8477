#!/bin/bash
ingest --run-id r --at 2026-01-31T10:00:00Z <"$TESTS/formats/tap/node.tap" | jq -c '
    select(.kind == "result") | [.test_name, .subtest, .status, .duration,
    .line, .failure_type, .message]'
