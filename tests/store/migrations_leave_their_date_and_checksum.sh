#!/bin/bash
. "$TESTS/store/lib.bash"
$STORE init "$DB"
ask "SELECT key, length(value), CASE WHEN
    CAST(updated_at AS TEXT) LIKE '20__-__-__%' THEN 'dated' END
    FROM drift_metadata ORDER BY key"
