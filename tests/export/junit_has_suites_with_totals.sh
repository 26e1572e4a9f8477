#!/bin/bash
# Results of one run and suite that come together; tries are not counted.
r() { # SUITE NAME STATUS RUN [MORE]
	echo '{"kind":"result","timestamp":"2026-01-31T10:00:0'$((n++))'Z","run_id":"'$4'","suite":"'$1'","test_name":"c::'$2'","status":"'$3'","duration":0.5'$5'}'
}
{
	r s a passed 1
	r s b failed 1 ',"retried":true,"message":"first"'
	r s b passed 1 ',"attempt":2'
	r s c failed 1 ',"retried":true'
	r s c failed 1 ',"attempt":2,"details":"trace"'
	r t d errored 1
	r t e skipped 1 ',"message":"not now"'
	r t e passed 2
	echo '{"kind":"run","run_id":"2"}'
} | drift export -f junit
