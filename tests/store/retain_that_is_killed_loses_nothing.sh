#!/bin/bash
# Killed while it archives, again and again: every row is in the database or
# in the archive, whose files are whole; a last run ends what was begun.
. "$TESTS/store/lib.bash"
rows 1000 250 | store-sqlite --only s.db 2>/dev/null
store-sqlite read s.db >before
killed=0
for pause in 0.1 0.2 0.3 0.4; do
	store-sqlite retain s.db --archive kept --now 2026-01-31T00:00:0${pause}Z >/dev/null 2>err &
	sleep $pause
	kill -9 $! 2>/dev/null && killed=$((killed + 1))
	wait $! 2>/dev/null
	cat kept/* 2>/dev/null >archived
	[ ! -s archived ] || jq -e .kind archived >/dev/null || echo "half a record"
	{ store-sqlite read s.db --kind measurement; cat archived; } | sort -u |
	    cmp - <(sort before) || echo "lost after $pause"
done
[ $killed -gt 1 ] || echo "never killed"
store-sqlite retain s.db --archive kept --now 2026-01-31T00:00:00.9Z >out
store-sqlite read s.db --kind measurement | wc -l
sqlite3 s.db "SELECT sum(deleted) FROM retention_log"
store-sqlite vacuum s.db 2>/dev/null
cat kept/* | store-sqlite --only s.db 2>/dev/null
store-sqlite read s.db --kind measurement | cmp - before
