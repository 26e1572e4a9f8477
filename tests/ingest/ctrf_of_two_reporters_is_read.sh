#!/bin/bash
cd "$TESTS/formats/ctrf" || exit
ingest jest.json playwright.json | jq -r 'select(.kind == "result") |
    [.framework, .test_name, .attempt, .retried, .status] | @csv'
