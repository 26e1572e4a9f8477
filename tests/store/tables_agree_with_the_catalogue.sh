#!/bin/bash
# What the migrations make is, column by column, what the catalogue says.
store-sqlite init migrated.db
schema -f sqlite | sqlite3 made.db
columns() {
	sqlite3 "$1" "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk FROM
	    sqlite_schema t JOIN pragma_table_info(t.name) c
	    WHERE t.type IN ('table', 'view') ORDER BY 1, c.cid"
	sqlite3 "$1" "SELECT name, tbl_name, sql FROM sqlite_schema
	    WHERE type = 'index' ORDER BY 1"
}
diff <(columns migrated.db) <(columns made.db)
columns migrated.db | wc -l | grep -q '^[0-9][0-9][0-9]' || echo few
