#!/bin/bash
. "$TESTS/store/lib.bash"
$STORE init "$DB"
ask "UPDATE drift_metadata SET value = '7' WHERE key = 'schema_version'"
$STORE "$DB" </dev/null
