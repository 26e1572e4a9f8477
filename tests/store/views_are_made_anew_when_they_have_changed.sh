#!/bin/bash
. "$TESTS/store/lib.bash"
$STORE init "$DB"
ask "DROP VIEW drift_alerts;
    UPDATE drift_metadata SET value = 'older' WHERE key = 'views'"
$STORE init "$DB"
ask 'SELECT count(*) FROM drift_alerts'
