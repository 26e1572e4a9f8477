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
store() { # LINES [OPTION ...]
	$STORE --rejects rejects "${@:2}" "$DB" <"$1" 2>&1 >out
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
# The same in a load that others of its transaction precede and follow: a key
# that came before it, a key that it has twice, and the row that is refused.
again() { # YEAR FROM
	{
		measurements 1 400 0.5
		measurements "$2" "$(($2 + 1))" 0.25
		measurements 401 2500 0.5
	} | sed "s/2026/$1/" >again
	store again --batch 100
}
again 2028 8
again 2029 398
{
	measurements 2501 2900 0.5
	measurements 1 1 0.5 | sed s/t1/bad/
	measurements 2901 4500 0.5
} | sed s/2026/2030/ >refused
store refused --batch 100
measurements 1 4500 0.5 | sed s/2026/2031/ >new
$STORE --commits --only --batch 100 "$DB" <new 2>/dev/null | cut -d, -f1-3
$STORE read "$DB" | wc -l
