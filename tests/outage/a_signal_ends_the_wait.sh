#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# After --grace; what is not stored is not passed on.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
hold
begin --grace 200ms
rows 1 3 >&$to
until_lines err 1
kill -TERM $writer
end
said err
cat out
