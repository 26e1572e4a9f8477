#!/bin/bash
# postgres only: a file has no schemas
. "$TESTS/migrate/lib.bash"
forty_of_every_kind | store-pg --schema one --only "$DB" 2>/dev/null
drift migrate --from-schema one --to-schema two "$DB" "$DB" | jq -c .ok | sort -u
drift migrate --from-schema two "$DB" back.db | jq -c .ok | sort -u
# A plain table of SQLite makes 0 of -0.
records() {
	grep -v '"kind":"migration"' | sed 's/"strength":-0,/"strength":0,/' |
	    sort
}
store-pg read --schema one "$DB" | records >one
store-pg read --schema two "$DB" | records | cmp - one
store-sqlite read back.db | records | cmp - one
drift migrate --from-schema one --to-schema one "$DB" "$DB" 2>&1
