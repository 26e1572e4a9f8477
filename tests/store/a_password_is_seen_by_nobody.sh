#!/bin/bash
# postgres only: however it is given, neither ps nor a message nor the server's
# log has it; what a URL in the arguments says is wiped and warned about
server=$("$TESTS/postgres" start pg) || exit
host=$(readlink pg)
psql -X -q -d "$server" -c "CREATE ROLE ana LOGIN PASSWORD 'hunter2/%'" \
    -c 'CREATE DATABASE ci OWNER ana'
echo 'local all all scram-sha-256' >"$host/data/pg_hba.conf"
"$TESTS/postgres" restart pg || exit
plain="host=$host dbname=ci user=ana"
url="postgresql://ana:hunter2%2F%25@/ci?host=$host"
m() { # SECOND
	echo '{"kind":"measurement","test_name":"a","timestamp":"2026-01-30T00:00:'$1'Z","confidence":0.5,"category":"x"}'
}

# Starts a store, looks around while it is at work, and ends it.
n=10
try() { # WORDS COMMAND ...
	local line
	echo "$1:"
	mkfifo in out
	"${@:2}" <in >out 2>err &
	exec 3>in 4<out
	m $((n++)) >&3
	read -r -t 20 line <&4 || echo "nothing came"
	# but for this case where somebody else runs it just now
	grep -h -a 'hunter[2]' /proc/[0-9]*/cmdline 2>/dev/null |
	    grep -v -a 'CREATE ROLE' | tr '\0' ' '
	exec 3>&-
	wait $! || echo "status $?"
	exec 4<&-
	grep -q hunter2 err && echo "a message has it"
	sed "s|$host|HERE|" err
	rm in out
}
try 'the environment' env PGPASSWORD=hunter2/% $STORE "$plain"
try 'POSTGRES_PASSWORD' env DRIFT_BACKEND=postgres POSTGRES_HOST="$host" \
    POSTGRES_DB=ci POSTGRES_USER=ana POSTGRES_PASSWORD=hunter2/% drift store
echo '*:*:*:*:hunter2/%' >pass
chmod 600 pass
try 'a password file' env PGPASSFILE=pass $STORE "$plain"
printf '%s\n' '[ci]' "host=$host" dbname=ci user=ana 'password=hunter2/%' >service
try 'a service file' env PGSERVICEFILE=service $STORE service=ci
try 'a variable that is named' env A="$url" drift store --db '$A'
try 'a URL' $STORE write "$url"
try 'a URL for drift' drift store "$url"
try '--db' drift store --db "$url"
try 'a text' $STORE write "$plain password=hunter2/%"
try '--db-password' drift --db-host "$host" --db-name ci --db-user ana \
    --db-password hunter2/% store
try 'a wrong one' $STORE "${url/hunter/hunter2}"
try 'none' $STORE "$plain"
! grep hunter2 "$host/log"
