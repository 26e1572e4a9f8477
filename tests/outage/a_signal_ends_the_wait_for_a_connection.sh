#!/bin/bash
# postgres only: a server that is frozen, and an address that waits for hours
. "$TESTS/outage/server.bash"
own
DRIFT_DB="$address connect_timeout=36000"
server freeze
begin --grace 200ms
for try in {1..1000}; do
	[[ $(readlink /proc/$writer/fd/*) == *socket* ]] && break
	sleep 0.02
done
kill -TERM $writer
end
said err | sed 's/^host=[^:]*: /DB: /'
