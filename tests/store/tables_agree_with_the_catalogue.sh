#!/bin/bash
# What the migrations make is, column by column, what the catalogue says.
. "$TESTS/store/lib.bash"
$STORE init "$DB"
case $STORE in
store-sqlite)
	schema -f sqlite | ask '' "$DB2"
	columns="SELECT t.name, c.name, c.type, c.\"notnull\", c.pk FROM
	    sqlite_schema t JOIN pragma_table_info(t.name) c
	    WHERE t.type IN ('table', 'view') ORDER BY 1, c.cid"
	indexes="SELECT name, tbl_name, sql FROM sqlite_schema
	    WHERE type = 'index' ORDER BY 1" ;;
store-pg)
	ask 'CREATE SCHEMA drift' "$DB2"
	schema -f postgres | ask '' "$DB2"
	columns="SELECT table_name, column_name, data_type, is_nullable,
	    column_default FROM information_schema.columns
	    WHERE table_schema = 'drift'
	    ORDER BY table_name COLLATE \"C\", ordinal_position"
	indexes="SELECT indexname, indexdef FROM pg_indexes
	    WHERE schemaname = 'drift' ORDER BY indexname COLLATE \"C\"" ;;
esac
for what in "$columns" "$indexes"; do
	diff <(ask "$what") <(ask "$what" "$DB2")
done
ask "$columns" | wc -l | grep -q '^[0-9][0-9][0-9]' || echo few
