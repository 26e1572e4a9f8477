#!/bin/bash
# postgres only: the transactions of rows are counted in the server
# What is new in a month that nobody has stored anything of goes on while more
# is waiting; a second file, whose months are there, goes in as ever.
measurements() { # FROM TO
	awk -v i="$1" -v to="$2" 'BEGIN { for (; i <= to; i++) printf "{" \
	    "\"kind\":\"measurement\",\"test_name\":\"t%d\",\"timestamp\":" \
	    "\"2026-%02d-01T00:%02d:%02dZ\",\"confidence\":0.5," \
	    "\"category\":\"c\"}\n", i % 7, 1 + i % 3, i / 60 % 60, i % 60 }'
}
ask() { # SQL
	psql -X -q -A -t -d "$DB" -c 'SET search_path = drift' -c "$1"
}
measurements 1 3000 >first
measurements 3001 3300 >second
$STORE "$DB" <first 2>&1 >out
cmp first out
ask 'SELECT count(*), count(DISTINCT xmin::text) FROM measurement'
$STORE "$DB" <second 2>&1 >/dev/null
$STORE "$DB" <first 2>&1 >/dev/null
ask "SELECT c.relname, i.indisprimary, i.indisvalid FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relname LIKE 'measurement_2026%' ORDER BY 1"
ask 'SELECT count(*) FROM series'
ask 'SELECT count(*) FROM measurement'
