#!/bin/bash
# Tries before the last, a file that cannot run, one whose hook failed.
ingest --run-id r "$TESTS/formats/jest/report.json" 2>err |
    jq -r 'select(.kind == "result") | [.test_name, .attempt, .retried,
    .status, .line, .failure_type, (.message // "" | split("\n")[0])] | @csv'
sed 's|/[^ ]*/tests/||' err >&2
