#!/bin/bash
# sqlite only: what takes it away is a lock on its file
# Waiting would not help: status 2, and nothing passes that is not stored.
STORE=store-sqlite DB=$PWD/small/s.db
. "$TESTS/outage/lib.bash"
mkdir small
mount -t tmpfs -o size=2m none small 2>/dev/null || {
	echo "no right to mount" >&2
	exit 77
}
trap 'umount small' EXIT
$STORE init "$DB"
mount -o remount,ro small
rows 1 3 | $STORE "${spool[@]}" "$DB" 2>err
echo "status $?"
said err
