#!/bin/bash
# What is missing, and what differs in a value, of every kind; nothing else.
. "$TESTS/store/lib.bash"
. "$TESTS/migrate/lib.bash"
forty_of_every_kind | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB" >all
$STORE compare "$DB" <all
ask "DELETE FROM measurement WHERE at = (SELECT max(at) FROM measurement);
    UPDATE alert SET message = message || '!' WHERE alert_id = 'é3';
    UPDATE entity SET name = NULL WHERE id = 8"
$STORE compare -e "$DB" <all | sort | jq -c '[.kind, .test_name, .alert_id, .id]'
echo "${PIPESTATUS[0]}"
$STORE compare "$DB" <<<'{"kind":"sent","alert_id":"a","to":"b","at":"2026-01-01T00:00:00Z"}'
echo $?
