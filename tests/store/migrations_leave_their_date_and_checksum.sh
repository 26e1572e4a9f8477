#!/bin/bash
. "$TESTS/store/lib.bash"
$STORE init "$DB"
ask "SELECT key, length(value), updated_at LIKE '20__-__-__T%Z'
    FROM drift_metadata ORDER BY key"
