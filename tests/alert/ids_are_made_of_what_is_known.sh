#!/bin/bash
# alert.md: "hash of project, source, test, context, severity and the id of the
# last resolved episode, so two racing jobs get one id".
. "$TESTS/alert/lib.bash"
id() { alert --only | jq -r 'select(.kind == "alert").alert_id'; }
first=$(analyses h | id)
{
	analyses h 7 | id			# later, the same
	analyses h | jq -c '.project = "p"' | id
	analyses h | jq -c '.context = "arm"' | id
	analyses h | jq -c '.test_name = "u"' | id
	analyses c | id
	analyses hnnh | id | tail -n 1		# after one is over
} | sed "s/$first/the first/" | sort | uniq -c | sed 's/[0-9a-f]\{16\}/another/'
