#!/bin/bash
# detect(1): nothing was known of "always" and "brand" before they were
# unstable, so they have not become worse; "young" is a regression, and "later"
# was stable.
. "$TESTS/detect/lib.bash"
then_broken() { # TEST CATEGORY_BEFORE CATEGORY
	measurement "{\"test_name\": \"$1\", \"category\": \"$2\", \"runs\": 9}"
	measurement "{\"test_name\": \"$1\", \"category\": \"$3\", \"runs\": 20,
	    \"timestamp\": \"2026-01-02T00:00:00Z\"}"
}
{
	then_broken always unknown unstable
	then_broken brand new_test unstable
	then_broken young unknown regression
	then_broken later stable unstable
} | detect --only --method category | jq -r .test_name
