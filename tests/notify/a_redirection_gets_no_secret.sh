#!/bin/bash
# Nothing goes where one points, whatever the status is; and no output has the
# path, the password or the key.
. "$TESTS/notify/lib.bash"
alert 01 a >one
mkdir there
"$TESTS/notify/receiver" there 200 & there=$!
until [ -e there/port ]; do sleep 0.02; done
for status in 301 302 303 307 308; do
	receive "$status:Location=http://localhost:$(cat there/port)/next"
	trap 'kill $receiver $there' EXIT
	export URL=${URL/127/ana:PASSW0RD@127} KEY=K3Y
	for to in slack pagerduty ping; do
		notify --to $to --url '$URL' --routing-key '$KEY' --dead-letter dead \
		    "${quick[@]}" one >out 2>err
		echo "$to: $?, $(sed 's/.*1: //' err)"
		grep -l -e S3CRET -e PASSW0RD -e K3Y out err dead
	done
	ls got there | grep -c json
done
ls there
