#!/bin/bash
# By key, of every kind; the rest stays, and what was not there is not told.
. "$TESTS/store/lib.bash"
every_kind | store-sqlite --only s.db 2>/dev/null
store-sqlite read s.db >all
awk 'NR % 2' all >odd
store-sqlite delete s.db <odd | cmp - odd
store-sqlite delete s.db <odd
store-sqlite read s.db | cmp - <(awk 'NR % 2 == 0' all)
store-sqlite delete s.db --migrated nowhere.db <all
store-sqlite delete s.db <all >/dev/null
store-sqlite read s.db
