#!/bin/bash
# Once a batch was all known, the next ones are compared before they are tried:
# what is new among them, differs, or comes twice is seen as before.
rows() { # FROM TO CONFIDENCE
	for i in $(seq "$1" "$2"); do
		echo '{"kind":"measurement","test_name":"t'$((i % 5))'","timestamp":"2026-01-01T00:00:'$((i + 10))'Z","confidence":'$3',"category":"x"}'
	done
}
rows 0 29 0.5 | $STORE --only "$DB"
{
	rows 0 9 0.5		# as before
	rows 10 18 0.5
	rows 19 19 0.25		# differs
	rows 20 22 0.5
	rows 23 23 0.75		# differs, and comes twice
	rows 23 24 0.625
	rows 30 31 0.125	# new
	rows 25 29 0.5
	rows 19 19 0.25
} >again
$STORE --only --batch 10 "$DB" <again
$STORE --only --batch 10 "$DB" <again
$STORE read "$DB" | jq -c '[.test_name, .timestamp[17:19], .confidence]' |
    grep -v '0.5]' | sort
