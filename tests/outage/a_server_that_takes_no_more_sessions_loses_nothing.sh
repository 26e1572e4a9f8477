#!/bin/bash
# postgres only: others use all the sessions that a server has
# Who gets a seat is a race, which this case does not always win on a busy
# machine: it runs when asked for, with ROUNDS=1.
[ "${ROUNDS-}" ] || { echo "a race for seats: only with ROUNDS=1" >&2; exit 77; }
. "$TESTS/outage/server.bash"
own max_connections=4 superuser_reserved_connections=0
seat() { # STATEMENT
	until psql -X -q -A -t -d "$address" -c "$1" -c "SELECT 'seated'" \
	    -f others; do
		sleep 0.02
	done >>seats 2>>standing
}
# The last seat is the program's own: it is sent away until another has it.
send_away="DO \$\$ BEGIN WHILE 4 > (SELECT count(*) FROM pg_stat_activity
    WHERE application_name = 'psql') LOOP
	PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
	    WHERE application_name = 'drift store-pg';
	PERFORM pg_stat_clear_snapshot(), pg_sleep(0.01);
    END LOOP; END \$\$"
occupy() {
	mkfifo others
	for statement in "$send_away" '' '' ''; do
		seat "$statement" {to}>&- &
	done
	exec {held}>others
	until_lines seats 4
}
leave() {
	exec {held}>&-
	held=
	rm -f others seats standing
}
through occupy leave "$gone|sorry, too many clients already"
