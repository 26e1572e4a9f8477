#!/bin/bash
# Whoever sends records need not know how: the one of a report's failure with
# the same texts; one that is there stays, and what says nothing has none.
cat >r.xml <<'E'
<testsuite name="s">
  <testcase name="a"><failure type="E" message="no answer from 10.0.0.17:8080">at shop.Cart.add(/home/a/Cart.java:17)</failure></testcase>
</testsuite>
E
report=$(ingest --run-id r --at 2026-01-31T10:00:00Z r.xml 2>/dev/null | jq -r 'select(.kind == "result") | .failure_id')
result() { # STATUS MEMBERS
	jq -cn --arg s "$1" "{kind: \"result\", test_name: \"t\", run_id: \"r\",
	    timestamp: \"2026-01-31T10:00:00Z\", status: \$s} + {$2}"
}
{
	result failed '"failure_type": "E", "message": "no answer from 10.0.0.9:80", "details": "at shop.Cart.add(/builds/9/Cart.java:19)"'
	result errored '"message": "boom 1"'
	result failed '"message": "boom 2"'
	result failed '"message": "boom", "failure_id": "mine"'
	result failed ''
	result passed '"message": "boom 2"'
} | ingest | jq -r '.failure_id' | sed "s/^$report\$/that of the report/"
