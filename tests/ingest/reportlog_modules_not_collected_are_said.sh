#!/bin/bash
ingest --run-id r <"$TESTS/formats/reportlog/broken.jsonl" | jq -c '[.kind, .tests, .reports[0].errors]'
