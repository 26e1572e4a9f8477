#!/bin/bash
# It would be an answer without records, though there are some.
. "$TESTS/store/lib.bash"
echo '{"kind":"measurement","test_name":"a","timestamp":"2026-01-30T00:00:00Z","confidence":0.5,"category":"x"}' |
    $STORE --quiet --only "$DB"
$STORE read "$DB" --each --limit 1
