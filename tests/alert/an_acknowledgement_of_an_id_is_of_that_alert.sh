#!/bin/bash
# records.md, ack: alert_id or test_name.  Two tests; the one whose alert is
# named is silent, an unknown one changes nothing.
. "$TESTS/alert/lib.bash"
{
	analysis 0 high '"test_name":"a"'
	analysis 0 high '"test_name":"b"'
} >first
id=$(alert --only first | jq -r 'select(.test_name == "a").alert_id')
{
	cat first
	echo "{\"kind\":\"ack\",\"alert_id\":\"$id\",\"acknowledged_by\":\"ana\"}"
	echo '{"kind":"ack","alert_id":"0123","acknowledged_by":"ana"}'
	analysis 5 high '"test_name":"a"'
	analysis 5 high '"test_name":"b"'
} | alert --only --repeat 4h | jq -r '"\(.test_name) \(.state)"'
