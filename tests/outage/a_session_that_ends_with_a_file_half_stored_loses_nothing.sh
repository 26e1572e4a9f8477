#!/bin/bash
# postgres only: a transaction of several batches, whose session is ended
. "$TESTS/outage/lib.bash"
sql() { # STATEMENT
	psql -X -q -A -t -d "$DB" -c "$1"
}
measurements() { # FROM TO
	flow "$1" "$2" | grep '"measurement"'
}
mkfifo in
$STORE --flush 60s "$DB" <in >out 2>err &
exec {to}>in
measurements 1 5000 >&$to
for ((i = 0; i < 1000; i++)); do
	[ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE
	    datname = current_database() AND state = 'idle in transaction' AND
	    query LIKE 'COPY \"measurement_2%'")" = 0 ] || break
	sleep 0.02
done
wc -l <out
sql "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'drift store-pg'"
measurements 5001 6000 >&$to
exec {to}>&-
wait
said err
measurements 1 6000 | cmp - out
sql 'SELECT count(*), count(DISTINCT xmin::text) > 1 FROM drift.measurement'
