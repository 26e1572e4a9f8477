#!/bin/bash
# postgres only: two servers, the first of them frozen
. "$TESTS/outage/server.bash"
own
host=$(readlink server)
"$TESTS/postgres" start second >/dev/null || exit
server freeze
export PGCONNECT_TIMEOUT=2
DRIFT_DB="host=$host,$(readlink second) dbname=postgres user=postgres"
flow 1 10 | $STORE >out 2>err
echo "status $?"
server thaw
psql -X -A -t -d "host=$(readlink second) dbname=postgres user=postgres" \
    -c 'SELECT count(*) FROM drift.confidence_measurements'
