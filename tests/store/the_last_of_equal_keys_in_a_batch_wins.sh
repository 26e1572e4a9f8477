#!/bin/bash
# Forty rows, so that they are put by one statement.
for i in {10..49}; do
	echo '{"kind":"measurement","test_name":"a","timestamp":"2026-01-30T00:00:00Z","confidence":0.'$i',"category":"x"}'
done | $STORE --only "$DB"
$STORE read "$DB"
