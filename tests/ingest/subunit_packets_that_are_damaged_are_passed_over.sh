#!/bin/bash
# Two packets of the third test are damaged; words stand around them all.
{
	echo 'some words'
	sed 's/no till/no TILL/' "$TESTS/formats/subunit/shop.subunit2"
	echo 'and more'
} >damaged
ingest --run-id r -f subunit2 damaged | jq -c '[.kind, .test_name, .status, .message]'
ingest --strict --run-id r -f subunit2 damaged | jq -c '[.kind, .test_name, .tests]'
echo "${PIPESTATUS[0]}"
