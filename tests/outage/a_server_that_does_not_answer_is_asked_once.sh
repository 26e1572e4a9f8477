#!/bin/bash
# postgres only: it is frozen; later its log tells who has knocked
. "$TESTS/outage/server.bash"
own log_connections=on
knocked='connection received'
before=$(grep -c "$knocked" server/log)
server freeze
$STORE health | jq -c '[.status, .last_error]'
server thaw
sql 'SELECT 1' >/dev/null
until_found $((before + 2)) "$knocked" server/log
echo "$(($(grep -c "$knocked" server/log) - before)) knocked"
