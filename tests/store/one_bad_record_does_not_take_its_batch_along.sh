#!/bin/bash
{
	echo '{"kind":"label","prediction_id":"p","true_label":5}'
	echo '{"kind":"label","prediction_id":"p","true_label":1}'
	echo '{"kind":"nobody_knows"}'
	echo '{"kind":"prediction","prediction_id":"p","timestamp":"2026-01-01T00:00:00Z","prediction":2,"features":{}}'
} | $STORE --rejects bad "$DB"
echo $?
wc -l <bad
