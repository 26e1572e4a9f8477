#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# What was passed on is in the spool, and nothing else.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
hold
rows 1 400 >in
$STORE "${spool[@]}" --spool-max 8KiB --give-up 200ms --batch 2 \
    --breaker-failures 1000 --retry 10ms --retry-max 10ms \
    "$DB" <in >out 2>err
echo "status $?"
said err | sed -E 's/[0-9]+ bytes of/N bytes of/; s/:[0-9]+:/:N:/'
n=$(wc -l <out)
head -n $n in | cmp - out
grep -q "stdin:$((n + 1)): " err || echo "$n passed, $(cat err)"
[ $n -gt 5 ] && [ "$(cat spool/*/*.ndjson | wc -c)" -le 8192 ] ||
    wc -c spool/*/*
release
$STORE "${spool[@]}" "$DB" </dev/null 2>/dev/null
echo "status $?"
[ "$(stored)" = $n ] || echo "$(stored) stored, $n passed"
