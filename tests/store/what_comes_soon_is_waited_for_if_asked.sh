#!/bin/bash
# With --flush, rows that come one after the other are one transaction, and
# are stored when the time is over though more might still come.
. "$TESTS/outage/lib.bash"
mkfifo in
$STORE --flush 2s "$DB" <in >out 2>err &
exec {to}>in
for i in 1 2 3; do
	rows $i $i >&$to
	sleep 0.02
done
until_passed 3
rows 4 4 >&$to
until_passed 4
exec {to}>&-
wait
said err
rows 1 4 | cmp - out
case $STORE in
store-pg) psql -X -q -A -t -d "$DB" -c 'SELECT count(DISTINCT stored_at)
    FROM drift.measurement' ;;
*)	sqlite3 "$DB" 'SELECT count(DISTINCT stored_at) FROM measurement' ;;
esac
