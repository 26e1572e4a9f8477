#!/bin/bash
. "$TESTS/store/lib.bash"
# Each shows every field of its kind, and every time beside its number.
$STORE init "$DB"
ask "SELECT name FROM sqlite_schema WHERE type = 'view'" |
while read -r view; do
	sqlite3 "$DB" "SELECT * FROM \"$view\"" || echo "$view"
done
schema -f json-schema | jq -r '.oneOf[] | .title as $kind |
    .properties | keys[] | select(. != "kind") | "\($kind) \(.)"' >fields
ask "SELECT 1 FROM confidence_measurements WHERE epoch > 0 AND
    created_at > '' AND id > ''"
ask "EXPLAIN QUERY PLAN SELECT * FROM confidence_measurements
    WHERE test_name = 'a' AND epoch > 5" | grep -o 'series_id=? AND at>?'
while read -r kind field; do
	table=$(schema -f manual $kind | sed -n '/^Stores show it as/{n;s/^.Li //;s/ .$//;p;}')
	[ -z "$table" ] || sqlite3 "$DB" "SELECT \"$field\" FROM \"$table\"" ||
	    echo "$kind $field"
done <fields
