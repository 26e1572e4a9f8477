#!/bin/bash
# Fewer than planned, no plan, a block without an end, a line without an end;
# more than planned is said.
try() {
	printf "$1" | ingest -f tap --run-id r | jq -c '[.kind, .test_name, .tests, .reports[0].errors]'
	echo "${PIPESTATUS[1]}"
}
try '1..3\nok 1 - a\nok 2 - b\n'
try 'ok 1 - a\nok 2 - b\n'
try '1..1\nnot ok 1 - a\n  ---\n  message: x\n'
try '1..2\nok 1 - a\nok 2 - bcd'
try '1..1\nok 1 - a {\n    ok 1 - b\n'
try '1..1\nok 1 - a\nok 2 - b\n'
try 'ok 1 - a\nok 2 - b\n1..1'
