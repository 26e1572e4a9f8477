#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# What has been passed on is what is in the database.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
begin --give-up 200ms
rows 1 5 >&$to
until_lines out 5
hold
{ echo; rows 6 9; } >&$to
end
release
rows 1 5 | cmp - out
stored
said err
