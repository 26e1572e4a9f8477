#!/bin/bash
# Somebody fills in a field that no row had, with a tool of the database.
. "$TESTS/store/lib.bash"
echo '{"kind":"measurement","test_name":"t","confidence":1,"category":"c","timestamp":"2026-01-01T00:00:00Z"}' |
    $STORE --quiet "$DB" >stored
ask "UPDATE measurement SET runs = 7"
$STORE read "$DB"
