#!/bin/bash
. "$TESTS/drift/data.bash"
measurements t stable 0.9 0.9 0.9 | store
for project in default shop; do
	echo '{"kind":"result","test_name":"t","run_id":"r","status":"passed","timestamp":"2026-01-10T00:00:00Z","project":"'$project'"}'
	measurements t stable 0.9 0.9 0.9 |
	    sed 's/}$/,"project":"'$project'"}/'
done | store
drift test t
drift test t --project shop
drift analyze t --now $NOW | grep -e '^t$' -e '^t of' -e '^Project' -e '2026-01-12 '
