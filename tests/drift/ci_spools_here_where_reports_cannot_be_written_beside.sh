#!/bin/bash
# A pipe's folder takes no spool, and a database that takes what comes needs
# none; while it is away, records wait in the working folder.
. "$TESTS/drift/data.bash"
# sqlite only: a file can be held before it is a database
STORE=store-sqlite DB=$PWD/d.db
. "$TESTS/outage/lib.bash"
results passed
ci() { drift ci <(cat reports/1.xml) --now $NOW --at $NOW --run-id "$1" 2>err; }
ci 1 | tail -n 1
grep spool err
hold
printf '%s\n' store.db-timeout=50ms recall.db-timeout=50ms >drift.conf
ci 2 >/dev/null
grep -o 'records go to .*drift-spool' err
release
rm drift.conf
ci 3 | tail -n 1
drift read --kind result | jq -r .run_id | sort
ls -A
