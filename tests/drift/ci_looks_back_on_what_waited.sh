#!/bin/bash
# A run that was spooled counts for the next one, which stores it first.
. "$TESTS/drift/data.bash"
# sqlite only: the outage is what matters here, not the database
STORE=store-sqlite DB=$PWD/d.db
. "$TESTS/outage/lib.bash"
results passed passed failed
ci() { # RUN
	drift ci reports/$1.xml --run-id $1 --now "$NOW" --at 2026-01-0$1T00:00:00Z \
	    >out 2>err
	echo "status $?"
	grep young out
}
ci 1
hold
printf '%s\n' store.db-timeout=50ms recall.db-timeout=50ms >drift.conf
ci 2
release
rm drift.conf
ci 3
drift read --kind measurement | jq -c '[.run_id, .runs]'
