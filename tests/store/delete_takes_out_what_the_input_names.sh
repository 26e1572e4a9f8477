#!/bin/bash
# By key, of every kind; the rest stays, and what was not there is not told.
. "$TESTS/migrate/lib.bash"
forty_of_every_kind | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB" >all
awk 'NR % 2' all >odd
$STORE delete "$DB" <odd | cmp - odd
$STORE delete "$DB" <odd
$STORE read "$DB" | cmp - <(awk 'NR % 2 == 0' all)
$STORE delete "$DB" --migrated nowhere.db <all
$STORE delete "$DB" <all >/dev/null
$STORE read "$DB"
