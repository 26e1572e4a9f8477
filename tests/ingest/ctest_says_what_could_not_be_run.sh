#!/bin/bash
ingest --run-id 1 "$TESTS/formats/ctest/Test.xml" 2>/dev/null |
    jq -c 'select(.kind == "result") | [.test_name, .status, .failure_type,
	.message, .duration]'
