#!/bin/bash
# That it began, too. An alert is no failure of the job; a monitor that does
# not answer changes nothing; and no word has the URL.
. "$TESTS/drift/data.bash"
. "$TESTS/notify/lib.bash"
measurements t stable 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.4 0.4 0.4 0.4 0.4 0.4 0.4 0.4 | store
NOW=2026-01-31T00:00:00Z
told() {
	sed -E 's/^[0-9.]+ //' got/log
	rm got/log
}
receive 200
echo "$URL?rid=1#x" >url
drift nightly --now $NOW --ping @url >out
echo "an alert: $?"
told
DRIFT_PING=$URL/ drift nightly --now $NOW >>out
echo "a quiet night: $?"
told
flock d.db.nightly drift nightly --now $NOW --ping '$URL' 2>err
echo "another one: $?"
told
mkfifo lock
drift nightly --now $NOW --ping '$URL' --lock lock &
until [ -e got/log ]; do sleep 0.02; done
kill $!
exec 3<>lock
wait $!
echo "a signal: $?"
told
receive hang
drift nightly --now $NOW --ping '$URL' --timeout 100ms --give-up 0 2>>err
echo "nobody there: $?"
sed 's/[0-9.]*: Timeout.*/HOST: REASON/' err
drift nightly --now $NOW --ping "$URL" --timeout 1ms --give-up 0 2>&1 |
    tee -a err | head -n 1
! grep S3CRET out err
