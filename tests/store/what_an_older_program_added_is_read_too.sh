#!/bin/bash
# It does not write down which fields its rows have, but makes views anew.
. "$TESTS/store/lib.bash"
row='{"kind":"measurement","test_name":"t","confidence":1,"category":"c"'
echo "$row,\"timestamp\":\"2026-01-01T00:00:00Z\"}" |
    $STORE --quiet "$DB" >stored
ask "UPDATE measurement SET runs = 7;
    UPDATE drift_metadata SET value = 'older' WHERE key = 'views'"
$STORE read "$DB"
$STORE read "$DB"
