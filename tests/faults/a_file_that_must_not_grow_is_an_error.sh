#!/bin/bash
# sqlite only: it makes files of its own
# Of ulimit -f the system would have us die without a word.  A store does not
# wait for what no waiting will change.
for i in {1..2000}; do
	printf '{"kind":"label","prediction_id":"%d","true_label":1}\n' $i
done >in
(ulimit -f 8; detect in >out) || echo "status $?"
(ulimit -f 8; drift export -f json -o out.json in) || echo "status $?"
(ulimit -f 100; store-sqlite --quiet drift.db <in >out) || echo "status $?"
cmp out <(head -n "$(wc -l <out)" in)
(ulimit -f 100; store-sqlite --quiet --give-up 0s --spool spool drift.db \
    <in 2>/dev/null; echo "status $?" >&2) | grep -v '"health"' >out
cmp out <(head -n "$(wc -l <out)" in)
drift store --quiet --spool spool drift.db </dev/null 2>/dev/null
[ "$(drift read drift.db --count)" = "$(wc -l <out)" ] || echo lost
[ -s out ] && ls

# What is to be moved or put away stays where it is, and goes there later.
for i in {1..2000}; do
	printf '{"kind":"measurement","test_name":"t","timestamp":"2026-01-01T00:%02d:%02dZ","confidence":0.9,"category":"c"}\n' \
	    $((i / 60)) $((i % 60))
done >in
store-sqlite --only --quiet from.db <in
retain=(store-sqlite retain --measurements 1d --force --archive kept
    --now 2026-03-01T00:00:00Z)
(ulimit -f 100; drift migrate from.db to.db) || echo "status $?"
(ulimit -f 100; "${retain[@]}" from.db >/dev/null) || echo "status $?"
drift read from.db | cmp - <(drift read --kind measurement from.db)
drift migrate from.db to.db 2>&1 >/dev/null | tail -n 1
"${retain[@]}" from.db >/dev/null
cat kept/* | wc -l
cat kept/* | store-sqlite compare to.db
