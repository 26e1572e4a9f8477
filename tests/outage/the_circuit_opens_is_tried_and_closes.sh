#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# Each change is a line and a health record, which stands between two loads.
# How often it is tried in vain depends on the machine.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
begin --spool spool --breaker-failures 2 --breaker-open 1s \
    --breaker-successes 2
hold
rows 1 3 >&$to
until_lines err 2	# records go to the spool; the second failure
rows 4 6 >&$to
until_passed 6
release
until_lines err 4	# half-open; the spool is stored
rows 7 9 >&$to
end
records out | cmp <(rows 1 9) -
health out | awk '!seen[$0]++'
said err | awk '!seen[$0]++'
stored
