#!/bin/bash
# prove names the script, which becomes part of the identity.
for file in perl.tap prove.txt; do
	ingest --run-id r --at 2026-01-31T10:00:00Z <"$TESTS/formats/tap/$file"
done | jq -c 'select(.kind == "result") | [.test_name, .subtest, .status,
    .file, .line, .message]'
