#!/bin/bash
# Not --db-timeout counts then, but --grace.
. "$TESTS/outage/lib.bash"
timeout=1h
$STORE init "$DB"
begin --grace 200ms
rows 1 1 >&$to
until_lines out 1
hold
rows 2 3 >&$to
kill -TERM $writer
end
said err
rows 1 1 | cmp - out
