#!/bin/bash
# -count 2; an end that older go tools miss, behind words without a newline,
# is found in the output.
ingest --run-id r <"$TESTS/formats/go/twice.jsonl" | jq -c '
    select(.kind == "result") | [.test_name, .attempt, .status]'
