#!/bin/bash
# Tries of a test have its historyId; names of files have no order.
r() { # FILE NAME HISTORY STATUS STOP [MORE]
	echo '{"uuid":"'$1'","name":"title '$1'","fullName":"'$2'","historyId":"'$3'","status":"'$4'","start":'$(($5 - 5))',"stop":'$5$6'}' >$1-result.json
}
r a x.T.m h1 passed 1769853600300
r b x.T.m h1 failed 1769853600100
r c x.T.m h1 broken 1769853600200
# not tries of each other: titles tell them apart, where there are parameters, these
r d x.T.rows h2 failed 1769853600400
r e x.T.rows h3 passed 1769853600500
r f x.T.p h4 passed 1769853600600 ',"parameters":[{"name":"n","value":"1"},{"name":"at","value":"now","excluded":true},{"name":"key","value":"secret","mode":"masked"}]'
r g x.T.p h5 passed 1769853600700 ',"parameters":[{"name":"n","value":"2"}]'
ingest --run-id r . 2>/dev/null | jq -c 'select(.kind == "result") | [.test_name, .status, .attempt, .timestamp[20:23]]'
