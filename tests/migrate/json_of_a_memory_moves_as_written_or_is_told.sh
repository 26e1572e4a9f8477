#!/bin/bash
# U+0000 in it is no harm to either database.  A key that stands twice is no
# record, nor is a text with U+0000: these are told, and all others move.
. "$TESTS/migrate/memory.bash"
memory memory.db "INSERT INTO tenants VALUES
    ('a', '2026-01-01', NULL, '{\"a\":\"x\\u0000y\",\"\\u0000\":1}'),
    ('b', '2026-01-01', NULL, '{\"a\":1,\"\\u0061\":2}'),
    ('c', '2026-01-01', NULL, '\"\\ud800\"');
    UPDATE entities SET description = 'a' || char(0) WHERE id = 7"
drift migrate memory.db "$DB" 2>words | jq -c '[.table, .rows, .ok, .errors]'
echo "${PIPESTATUS[0]}"
sort -u words
drift read --kind tenant "$DB"
