#!/bin/bash
# A try that passed before another one; tries that another test interrupts.
r() { # NAME STATUS [MORE]
	echo '{"kind":"result","timestamp":"2026-01-31T10:00:00Z","test_name":"c::'$1'","status":"'$2'"'$3'}'
}
{
	r a passed ',"retried":true'
	r a failed ',"attempt":2'
	r b failed ',"retried":true,"message":"lost its end"'
	r c passed
} >in.ndjson
drift export -f junit in.ndjson | grep -v '^<?'
drift export -f ctrf in.ndjson | jq -c '.results.tests[] | [.name, .status, .retries]'
