#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# A file system of 2 MiB is full; when there is room again nothing is missing.
STORE=store-sqlite DB=$PWD/small/s.db
. "$TESTS/outage/lib.bash"
mkdir small
mount -t tmpfs -o size=2m none small 2>/dev/null || {
	echo "no right to mount" >&2
	exit 77
}
trap 'umount small' EXIT
$STORE init "$DB"
cat /dev/zero >small/others 2>/dev/null
rows 1 3000 >in
$STORE "${spool[@]}" --batch 500 "$DB" <in >out 2>err
echo "status $?"
records out | cmp in -
said err | head -n 1
rm small/others
$STORE "${spool[@]}" "$DB" </dev/null 2>err
echo "status $?"
stored
