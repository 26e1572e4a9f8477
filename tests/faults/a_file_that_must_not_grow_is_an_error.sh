#!/bin/bash
# sqlite only: it makes files of its own
# Of ulimit -f the system would have us die without a word.
for i in {1..2000}; do
	printf '{"kind":"label","prediction_id":"%d","true_label":1}\n' $i
done >in
(ulimit -f 8; detect in >out) || echo "status $?"
(ulimit -f 8; drift export -f json -o out.json in) || echo "status $?"
(ulimit -f 600; store-sqlite --quiet --give-up 0s drift.db <in >out) ||
    echo "status $?"
cmp out <(head -n "$(wc -l <out)" in)
(ulimit -f 100; store-sqlite --quiet --give-up 0s --spool spool drift.db \
    <in >out 2>/dev/null) || echo "status $?"
cmp out <(head -n "$(wc -l <out)" in)
drift store --quiet --spool spool drift.db </dev/null 2>/dev/null
drift read drift.db --count
wc -l <out
ls
