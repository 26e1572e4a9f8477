#!/bin/bash
# It leaves the messages of failed tries in a test that passed at last.
ingest --run-id r "$TESTS/formats/vitest/report.json" 2>err |
    jq -r 'select(.kind == "result") | [.framework, .test_name, .attempt,
    .retried, .status, (.message // "" | split("\n")[0])] | @csv'
sed 's|/.*/tests/||' err >&2
