#!/bin/bash
head -n 10 "$TESTS/formats/libtest/all.jsonl" >lines
head -c 900 "$TESTS/formats/libtest/all.jsonl" >bytes
for cut in lines bytes; do
	ingest --run-id r $cut | jq -c '[.kind, .test_name, .status, .tests]'
	echo "${PIPESTATUS[0]}"
done
