#!/bin/bash
# Refused lines count as input, records of a transaction by their kind; what
# went to a spool is as safe, but in no database.
measurement() { # SECOND
	echo '{"kind":"measurement","test_name":"a","timestamp":"2026-01-01T00:00:0'"$1"'Z","confidence":0.5,"category":"x"}'
}
{
	measurement 1
	echo '{"kind":"label","prediction_id":"p","true_label":1}'
	echo 'no JSON'
	measurement 2
	measurement 3
} >in
$STORE --commits --only "$DB" <in 2>/dev/null | sed 's/"database":".*"/"database":"DB"/'
$STORE --commits --batch 2 "$DB" <in 2>/dev/null | grep -c '^{"kind":"commit"'
for i in {1..9}; do measurement $i; done | $STORE --commits "$DB" 2>/dev/null |
    tail -n 1 | cut -d, -f1-3
cut -c1-50 in | sed 2q | $STORE --commits "$DB" 2>/dev/null
measurement 4 | store-pg --commits --only --spool spool \
    "host=$PWD/none dbname=none" 2>/dev/null | grep '"commit"'
