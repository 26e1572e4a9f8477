#!/bin/bash
# They come first through a pipe, and alone.
{
	head -n 3 "$TESTS/formats/go/all.jsonl"
	sleep .5
	tail -n +4 "$TESTS/formats/go/all.jsonl"
} | ingest --run-id r | jq -c 'select(.kind == "run") | [.tests, .reports[0].reader]'
