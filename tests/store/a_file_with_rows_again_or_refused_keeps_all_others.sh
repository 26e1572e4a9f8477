#!/bin/bash
# postgres only: what is stored in one transaction there, and what is not
# A key that comes again after a thousand rows, with another confidence, and a
# row that the server refuses: each alone keeps the file from being stored as
# one, and nothing else.
. "$TESTS/outage/lib.bash"
measurements() { # FROM TO CONFIDENCE
	awk -v i="$1" -v to="$2" -v c="$3" 'BEGIN { for (; i <= to; i++) printf \
	    "{\"kind\":\"measurement\",\"test_name\":\"t%d\",\"timestamp\":" \
	    "\"2026-%02d-01T00:%02d:%02dZ\",\"confidence\":%s," \
	    "\"category\":\"c\"}\n", i % 7, 1 + i % 3, i / 60 % 60, i % 60, c }'
}
store() { # LINES
	$STORE --rejects rejects "$DB" <"$1" 2>&1 >out
	echo "status $?"
	grep -v '"bad' "$1" | cmp - out
}
$STORE init "$DB"
refuse_bad
{ measurements 1 1500 0.5; measurements 7 9 0.25; measurements 1501 2500 0.5; } >again
store again
$STORE read "$DB" | grep -c '"confidence":0.25'
{
	measurements 2501 4000 0.5
	measurements 1 1 0.5 | sed s/t1/bad/
	measurements 4001 4500 0.5
} | sed s/2026/2027/ >refused
store refused
jq -r '[.source, .line] | @csv' rejects
$STORE read "$DB" | wc -l
