#!/bin/bash
# detect(1): a test that never had another category is not reported.
. "$TESTS/detect/lib.bash"
for day in 1 2 3; do
	measurement "{\"timestamp\": \"2026-01-0${day}T00:00:00Z\",
	    \"category\": \"unstable\", \"runs\": 20}"
done | detect --only --method category
