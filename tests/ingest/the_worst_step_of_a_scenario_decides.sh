#!/bin/bash
# Of cucumber-js and of behave, which writes seconds and locations.
cd "$TESTS/formats/cucumber" || exit
ingest report.json behave.json | jq -r 'select(.kind == "result") |
    [.framework, .test_name, .status, .suite, .failure_type,
    (.message // "" | split("\n")[0])] | @csv'
