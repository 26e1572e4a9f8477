#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# Longer than --db-timeout: nothing passes, then everything does.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
hold
begin
rows 1 3 >&$to
until_lines err 1
cat out
release
until_lines out 3
end
rows 1 3 | cmp - out
said err
