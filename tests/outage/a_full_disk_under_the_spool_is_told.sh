#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# What was passed on is in the spool, though its disk is full.
. "$TESTS/outage/lib.bash"
mkdir spool
mount -t tmpfs -o size=64k none spool 2>/dev/null || {
	echo "no right to mount" >&2
	exit 77
}
trap 'umount spool' EXIT
$STORE init "$DB"
hold
rows 1 3000 >in
$STORE "${spool[@]}" --batch 10 --give-up 100ms --retry 1ms \
    --retry-max 1ms --breaker-failures 1000 "$DB" <in >out 2>err
echo "status $?"
said err | sed 's/:[0-9]*:/:N:/'
n=$(wc -l <out)
head -n "$n" in | cmp - out
[ $n -gt 10 ] && [ $n -lt 1000 ] || echo "$n passed"
release
$STORE "${spool[@]}" "$DB" </dev/null 2>err
echo "status $?"
[ "$(stored)" = "$n" ] || echo "$(stored) stored, $n passed"
