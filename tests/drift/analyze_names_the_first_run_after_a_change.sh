#!/bin/bash
# Its revision is where to look; what ran at that time elsewhere is not meant.
. "$TESTS/drift/data.bash"
for i in {10..29}; do
	status=passed
	[ $i -lt 22 ] || status=failed
	printf '{"kind":"result","test_name":"pay","run_id":"%d","revision":"r%d","branch":"main","timestamp":"2026-01-%dT00:00:00Z","status":"%s"}\n' \
	    $i $i $i $status
	printf '{"kind":"result","test_name":"other","run_id":"x%d","timestamp":"2026-01-%dT00:00:00Z","status":"passed"}\n' $i $i
done | store
drift analyze pay --now $NOW | sed -n '/^status/p;/^changed/p;/^first/,$p'
drift analyze other --now $NOW | sed -n '/^status/p;/^changed/p;/^first/,$p'
