#!/bin/bash
# What is missing, and what differs in a value, of every kind; nothing else.
. "$TESTS/store/lib.bash"
every_kind | store-sqlite --only s.db 2>/dev/null
store-sqlite read s.db >all
store-sqlite compare s.db <all
sqlite3 s.db "DELETE FROM measurement WHERE at = (SELECT max(at) FROM measurement);
    UPDATE alert SET message = message || '!' WHERE alert_id = 'é3';
    UPDATE entity SET name = NULL WHERE id = 8"
store-sqlite compare -e s.db <all | jq -c '[.kind, .test_name, .alert_id, .id]'
echo "${PIPESTATUS[0]}"
store-sqlite compare s.db <<<'{"kind":"sent","alert_id":"a","to":"b","at":"2026-01-01T00:00:00Z"}'
echo $?
