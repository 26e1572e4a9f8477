#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# Also while nothing comes in.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
begin --health 50ms
rows 1 1 >&$to
until_lines out 4
end
health out | sort -u
records out | cmp <(rows 1 1) -
