#!/bin/bash
# postgres only: roles that may do less than everything
. "$TESTS/store/lib.bash"
as() { # ROLE
	echo "${DB/user=postgres/user=$1}"
}
m() { # DAY
	echo '{"kind":"measurement","test_name":"a","timestamp":"2026-'$1'T00:00:00Z","confidence":0.5,"category":"x"}'
}
database=$(sed 's/.*dbname=\([^ ]*\).*/\1/' <<<"$DB")
# Of the whole server, so their names must be of this database alone.
owner=owner_$database writer=writer_$database reader=reader_$database
ask "CREATE ROLE $owner LOGIN; CREATE ROLE $writer LOGIN; CREATE ROLE $reader
    LOGIN; REVOKE ALL ON SCHEMA public FROM public;
    REVOKE ALL ON DATABASE $database FROM public;
    GRANT CONNECT, TEMPORARY ON DATABASE $database TO $owner, $writer, $reader"
try() { # ROLE VERB
	$STORE $2 "$(as "$1")" 2>&1 | sed "s|host=.*user=$1|ROLE|
	    s| $database$| NAME|"
	echo "${1%%_*} ${2% *}: ${PIPESTATUS[0]}"
}
m 01-30 | try $owner 'write --only'
ask "GRANT CREATE ON DATABASE $database TO $owner"
m 01-30 | try $owner 'write --only'
try $reader read </dev/null
ask "GRANT USAGE ON SCHEMA drift TO $reader, $writer;
    GRANT SELECT ON ALL TABLES IN SCHEMA drift TO $reader, $writer;
    GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA drift TO $writer"
try $reader read </dev/null
m 01-31 | try $reader 'write --only'
m 01-31 | try $writer 'write --only'
m 05-31 | try $writer 'write --only'	# there is no partition for it
try $reader read </dev/null | wc -l
# Who may not drop a month takes its rows.
$STORE retain "$(as $writer)" --now 2026-12-31T00:00:00Z |
    jq -c 'select(.deleted > 0) | [.table, .deleted]'
