#!/bin/bash
# The others come; what is no date, no number or no text is not made one.
. "$TESTS/migrate/memory.bash"
memory memory.db "INSERT INTO entities VALUES
    (11, 'a', 'b', NULL, '2026-02-30T00:00:00', 'default'),
    (12, 'a', 'b', NULL, 'now', 'default'),
    (13, x'00ff', 'b', NULL, '2026-01-01', 'default');
    INSERT INTO auto_messages VALUES (44, 'i', 9e999, 1, 'r', 'c', NULL, NULL),
    (45, 'i', 0, 'many', 'r', 'c', NULL, NULL);
    DELETE FROM decisions;
    INSERT INTO decisions VALUES (1, 'i', 1e12, 't', NULL, NULL, NULL)"
drift read memory.db >read
echo $?
drift migrate memory.db to.db | jq -c '[.table, .rows, .ok, .errors]'
echo "${PIPESTATUS[0]}"
drift read to.db | cmp - read
