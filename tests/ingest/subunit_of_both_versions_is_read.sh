#!/bin/bash
# The same tests; version 2 knows no errors.
for n in 1 2; do
	ingest --run-id r --at 2026-01-31T10:00:00Z \
	    <"$TESTS/formats/subunit/shop.subunit$n" | jq -c '
	    select(.kind == "result") | [.test_name, .status, .failure_type,
	    .message, (.details // "" | length)]'
done
