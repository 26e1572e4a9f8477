#!/bin/bash
# An application may write JSON of several lines: nothing in it becomes a record.
. "$TESTS/store/lib.bash"
echo '{"kind":"measurement","test_name":"t","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"c","reasons":["a"]}' |
    $STORE "$DB" >stored
ask "UPDATE measurement SET reasons = '[\"a\",
{\"kind\":\"ack\"}
]'"
$STORE read "$DB" | jq -c '[.kind, .reasons]'
$STORE read "$DB" | wc -l
