#!/bin/bash
# The run's clock is that of the first reading, whatever time the second has.
result() { # TIME
	printf '{"kind":"result","test_name":"%s","run_id":"r1","report":"d","status":"passed","timestamp":"%s"}\n' \
	    a "$1" b "$1"
}
result 2026-01-01T00:00:00Z | $STORE --only "$DB"
result 2026-01-02T00:00:00Z | $STORE --only "$DB"
echo '{"kind":"run","run_id":"r1","started_at":"2026-01-03T00:00:00Z"}' |
    $STORE --only "$DB"
result 2026-01-04T00:00:00Z | $STORE --only "$DB"
