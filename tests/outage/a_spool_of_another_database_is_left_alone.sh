#!/bin/bash
# sqlite only: what takes it away is a lock on its file
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
hold
rows 1 3 | $STORE "${spool[@]}" "$DB" >out 2>err
cat spool/*/*1.ndjson >before
mkdir elsewhere
(cd elsewhere && rows 4 5 | store-sqlite --spool ../spool s.db 2>err
    echo "status $?")
cat spool/*/*1.ndjson | cmp before -
release
stored
# The same one by another way to it.
ln -s . here
[ "$STORE" != store-sqlite ] || DB=here/s.db
$STORE "${spool[@]}" "$DB" </dev/null 2>err
stored
