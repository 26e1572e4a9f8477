#!/bin/bash
# pytest-rerunfailures, of two tests at a time by pytest-xdist.
ingest --run-id r --at 2026-01-31T10:00:00Z <"$TESTS/formats/reportlog/parallel.jsonl" | jq -c '
    select(.kind == "result") | [.test_name, .attempt, .retried, .status]' | sort
