#!/bin/bash
# postgres only: others fill the disk under a tablespace, and make room again
. "$TESTS/outage/server.bash"
own
small=$(readlink server)/small
mkdir "$small"
mount -t tmpfs -o size=40m,uid="$(stat -c %u "$small/..")",mode=700 none \
    "$small" 2>/dev/null || {
	echo "no right to mount" >&2
	exit 77
}
trap 'server kill; umount "$small"' EXIT
sql "CREATE TABLESPACE small LOCATION '$small'" \
    'CREATE DATABASE small TABLESPACE small'
reach small
fill() {
	! cat /dev/zero >"$small/others" 2>/dev/null
}
make_room() {
	rm "$small/others"
}
through fill make_room \
    'could not (extend|write) file "[^"]*": No space left on device'
