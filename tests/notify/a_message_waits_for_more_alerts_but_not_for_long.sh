#!/bin/bash
# In a live pipe; at the end of input it goes at once.
. "$TESTS/notify/lib.bash"
receive 200
mkfifo in
notify --only --to webhook --url '$URL' --linger 1s <in >out &
exec 3>in
alert 01 a >&3
alert 02 b >&3
until [ -s out ]; do sleep 0.02; done
alert 03 c >&3
exec 3>&-
wait $!
jq -c '[.alerts[].fingerprint]' got/1.json got/2.json
told <out
