#!/bin/bash
for file in bats bats-timing bats-13; do
	ingest --run-id r --at 2026-01-31T10:00:00Z <"$TESTS/formats/tap/$file.tap"
done | jq -c 'select(.kind == "result") | [.test_name, .status, .duration,
    .line, .message]'
