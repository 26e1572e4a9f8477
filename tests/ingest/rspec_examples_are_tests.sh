#!/bin/bash
ingest --run-id 1 "$TESTS/formats/rspec/report.json" 2>/dev/null |
    jq -c 'select(.kind == "result") | [.test_name, .status, .file, .line,
	.failure_type, .message]'
echo '{"version":"3","examples":[],"summary":{"errors_outside_of_examples_count":2}}' >r.json
ingest --run-id 1 r.json | jq -c '.reports[].errors'
