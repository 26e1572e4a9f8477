#!/bin/bash
# They are stored when it is back, though nothing more comes in.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
begin --spool spool --retry-max 50ms
rows 1 2 >&$to
until_lines out 2
hold
for n in 3 4 5; do
	rows $n $n >&$to
	until_lines out $n
done
cat spool/*/*.ndjson | grep -c '"measurement"'
release
until_lines err 2
stored
rows 6 7 >&$to
end
rows 1 7 | cmp - out
stored
said err
find spool -mindepth 1 2>/dev/null
