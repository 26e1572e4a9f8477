#!/bin/bash
# The reports' results are in the database after the next run that finds it,
# and nothing is left beside them.
. "$TESTS/drift/data.bash"
# sqlite only: a file can be held before it is a database
STORE=store-sqlite DB=$PWD/d.db
. "$TESTS/outage/lib.bash"
results passed passed failed
sqlite3 "$DB" 'CREATE TABLE t (x); DROP TABLE t'	# of nobody yet
hold
printf '%s\n' store.db-timeout=50ms recall.db-timeout=50ms >drift.conf
drift ci reports/1.xml reports/2.xml --now "$NOW" --at "$NOW" --run-id 1 >out 2>err
echo "status $?"
grep -c 'records go to reports/.drift-spool' err
tail -n 1 out
release
rm drift.conf
drift ci reports/3.xml --now "$NOW" --at "$NOW" --run-id 2 >out 2>err
echo "status $?"
drift read --kind result | jq -c '[.run_id, .status]'
ls -A reports
drift ci reports/3.xml --now "$NOW" --at "$NOW" --run-id 3 >out 2>err
echo "status $?"
ls -A reports
