#!/bin/bash
# A runner prints test_tax.py::test_tax[IE], its JUnit report says otherwise.
# What is known, and too short to be analysed, is said to be that.
. "$TESTS/drift/data.bash"
for name in 'test_tax::test_tax[IE]' 'test_tax::test_tax[DE]' 'a*b' $'x\e[31m'; do
	jq -nc --arg n "$name" '{kind: "result", test_name: $n, run_id: "1",
	    timestamp: "2026-01-30T00:00:00Z", status: "passed"}'
done | store
measurements cart.adds stable 0.9 | store
for name in 'test_tax.py::test_tax[IE]' tax 'z*b' adds x cart.adds nothing; do
	drift analyze "$name" --now $NOW
done 2>&1 | grep -v missing
drift test 'test_tax.py::test_tax[DE]' 2>&1 | grep -v missing
drift test shop. --now $NOW 2>&1 | grep -v missing
