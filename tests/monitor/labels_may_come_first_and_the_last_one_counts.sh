#!/bin/bash
# p1 is labelled 1, then 0; another project's p2 is another prediction.
. "$TESTS/monitor/lib.bash"
label() { # ID LABEL [MORE]
	printf '{"kind":"label","prediction_id":"%s","true_label":%s%s}\n' "$@"
}
{
	label p1 1 ''
	label p2 1 ',"project":"other"'
	rows 4 | predictions
	label p1 0 ''
	label p3 1 ''
} | watch | jq -c '.coverage, .performance'
