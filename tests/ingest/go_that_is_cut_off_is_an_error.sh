#!/bin/bash
# In a line, and between two: a package without an end.
head -n 20 "$TESTS/formats/go/all.jsonl" >lines
head -c 1000 "$TESTS/formats/go/all.jsonl" >bytes
head -n 3 "$TESTS/formats/go/all.jsonl" >words
for cut in lines bytes; do
	ingest --run-id r $cut | jq -c '[.kind, .test_name, .tests]'
	echo "${PIPESTATUS[0]}"
done
ingest -f go words
echo $?
