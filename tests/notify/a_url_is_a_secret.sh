#!/bin/bash
# In the arguments it is wiped and warned about; no message has it.
. "$TESTS/notify/lib.bash"
receive hang
mkfifo in
notify --to slack --url "$URL" --routing-key S3CRET2 --timeout 1s --give-up 0 \
    --linger 0 <in >out 2>err &
pid=$!
exec 3>in
alert 01 a >&3
until [ -e got/log ]; do sleep 0.02; done
tr '\0' ' ' </proc/$pid/cmdline | grep -o 'notify .* --timeout' | tr -s '*'
exec 3>&-
wait $pid
echo "status $?"
grep -c S3CRET out err
sed 's/: [A-Z].*/: REASON/' err
for url in '' '$NONE' @none @/dev/null ftp://127.0.0.1/S3CRET 'not a url S3CRET' \
    http://example.org/S3CRET http://127.0.0.1.example.org/S3CRET; do
	notify --to slack --url "$url" </dev/null 2>&1 | tail -n 1
done
notify --to mail --url https://127.0.0.1/S3CRET </dev/null
notify --to slak </dev/null
notify </dev/null
