#!/bin/bash
# postgres only: in LATIN1 rows were refused later, one by one; SQL_ASCII keeps
# the bytes as they come
. "$TESTS/store/lib.bash"
r='{"kind":"result","run_id":"r","test_name":"日é","status":"failed","timestamp":"2026-01-01T00:00:00Z"}'
name=$(sed 's/.*dbname=\([^ ]*\).*/\1/' <<<"$DB")
for encoding in LATIN1 SQL_ASCII; do
	psql -Xqd "$DB" -c "CREATE DATABASE ${name}_$encoding TEMPLATE template0
	    ENCODING '$encoding' LOCALE 'C'"
	there=$(sed "s/dbname=[^ ]*/dbname=\"${name}_$encoding\"/;s/\"//g
	    s/$encoding/${encoding,,}/" <<<"$DB")
	for verb in init upgrade write; do
		echo "$r" | store-pg $verb "$there" 2>&1 >/dev/null |
		    sed 's/host=[^:]*:/DB:/'
		echo "$verb: ${PIPESTATUS[1]}"
	done
done
store-pg read "$there" | jq -r .test_name
