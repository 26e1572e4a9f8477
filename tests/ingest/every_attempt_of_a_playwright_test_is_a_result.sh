#!/bin/bash
# Each test of each project; an attempt is a pass when it goes as expected,
# and the last one has the verdict, the time of all, and why it was skipped.
ingest --run-id r "$TESTS/formats/playwright/report.json" 2>err |
    jq -r 'select(.kind == "result") | [.test_name, .attempt, .retried,
    .status, .failure_type, (.message // "" | split("\n")[0])] | @csv'
sed 's|/.*/tests/||' err >&2
