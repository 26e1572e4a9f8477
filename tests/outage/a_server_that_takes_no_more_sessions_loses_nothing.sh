#!/bin/bash
# postgres only: a server that ends the session, and takes no other (53300)
. "$TESTS/outage/server.bash"
own
sql 'CREATE ROLE guest LOGIN' 'CREATE DATABASE guests OWNER guest'
root=$address
address=${address/user=postgres/user=guest}
reach guests
limit() { # SESSIONS
	address=$root sql "ALTER ROLE guest CONNECTION LIMIT $1"
}
occupy() {
	limit 0
	address=$root sql "SELECT pg_terminate_backend(pid, 10000)
	    FROM pg_stat_activity WHERE usename = 'guest'" >/dev/null
}
leave() {
	limit -1
}
through occupy leave "$gone|too many connections for role \"guest\""
