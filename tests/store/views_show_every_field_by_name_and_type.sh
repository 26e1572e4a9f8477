#!/bin/bash
# The columns have the same names in the same order on both databases, except
# for the numbers of times that SQLite shows beside them; the types are those
# of the catalogue.
. "$TESTS/store/lib.bash"

# Views and their columns; TABLE FIELD TYPE of them; the catalogue's types.
on_sqlite() {
	ask "SELECT t.name || ': ' || group_concat(c.name, ' ') FROM
	    sqlite_schema t JOIN pragma_table_info(t.name) c WHERE
	    t.type = 'view' AND c.name NOT LIKE '%epoch' GROUP BY t.name
	    ORDER BY t.name"
	catalogue | while read -r table field type; do
		ask "SELECT '$table', '$field', typeof(\"$field\") FROM $table
		    LIMIT 1"
	done | tr '|' ' ' >types
	words='s/ (time|json|word)$/ text/; s/ (int|bool)$/ integer/'
}

on_postgres() {
	ask "SELECT table_name || ': ' || string_agg(column_name, ' ' ORDER BY
	    ordinal_position) FROM information_schema.columns JOIN
	    information_schema.views USING (table_schema, table_name) WHERE
	    table_schema = 'drift' GROUP BY table_name
	    ORDER BY table_name COLLATE \"C\""
	ask "SELECT table_name, column_name, data_type FROM
	    information_schema.columns WHERE table_schema = 'drift'" |
	    tr '|' ' ' >types
	words='s/ time$/ timestamp with time zone/; s/ int$/ bigint/
	    s/ bool$/ boolean/; s/ real$/ double precision/; s/ word$/ text/'
}

every_kind 2026-01-02T03:04:05.678901Z | $STORE --only "$DB" 2>/dev/null
case $STORE in
store-sqlite) on_sqlite ;;
store-pg) on_postgres ;;
esac
catalogue | sed -E "$words" | sort >wanted
sort types | comm -23 wanted -
