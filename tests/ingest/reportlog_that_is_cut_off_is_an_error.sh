#!/bin/bash
head -n 8 "$TESTS/formats/reportlog/plain.jsonl" >lines
head -c 3000 "$TESTS/formats/reportlog/plain.jsonl" >bytes
for cut in lines bytes; do
	ingest --run-id r $cut | jq -c '[.kind, .test_name, .status, .tests]'
	echo "${PIPESTATUS[0]}"
done
