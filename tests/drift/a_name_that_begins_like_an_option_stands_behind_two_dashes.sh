#!/bin/bash
# Mocha's "--help prints usage" is a test like any other.
for day in {10..29}; do
	printf '{"kind":"result","test_name":"--help","run_id":"r%d","timestamp":"2026-01-%dT00:00:00Z","status":"passed"}\n' $day $day
	printf '{"kind":"measurement","test_name":"--help","timestamp":"2026-01-%dT00:00:00Z","confidence":0.%d,"category":"stable"}\n' $day $((day < 25 ? 9 : 4))
done | drift store --quiet --only drift.db
drift read drift.db --kind measurement | drift detect --only |
    drift alert --only | drift store --quiet --only drift.db
drift test --now 2026-01-30 -- --help | tail -n 1
drift analyze --now 2026-01-30 -- --help | head -n 1
drift ack --by me --reason known -- --help >acknowledged || echo "status $?"
drift read drift.db --kind alert | jq -c '[.test_name, .acknowledged_by]'
