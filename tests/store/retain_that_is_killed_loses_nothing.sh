#!/bin/bash
# Killed while it archives, again and again: every row is in the database or
# in the archive, whose files are whole; a last run ends what was begun.
. "$TESTS/store/lib.bash"
rows 1000 250 | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB" >before
killed=0
for pause in 0.1 0.2 0.3 0.4; do
	$STORE retain "$DB" --archive kept --now 2026-01-31T00:00:0${pause}Z >/dev/null 2>err &
	sleep $pause
	{ kill -9 $! && killed=$((killed + 1)); wait $!; } 2>/dev/null
	cat kept/* 2>/dev/null >archived
	[ ! -s archived ] || jq -e .kind archived >/dev/null || echo "half a record"
	{ $STORE read "$DB" --kind measurement; cat archived; } | sort -u |
	    cmp - <(sort before) || echo "lost after $pause"
done
[ $killed -gt 1 ] || echo "never killed"
$STORE retain "$DB" --archive kept --now 2026-01-31T00:00:00.9Z >out
$STORE read "$DB" --kind measurement | wc -l
ask "SELECT sum(deleted) FROM retention_log"
$STORE vacuum "$DB" 2>/dev/null
cat kept/* | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB" --kind measurement | cmp - before
