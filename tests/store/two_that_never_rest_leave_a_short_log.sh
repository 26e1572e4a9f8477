#!/bin/bash
# sqlite only: of two that write on and on, one has always begun before the log
# is in the file, so that it would never begin anew: here it had 100 MB.  Pages
# are small, so that they are many.
flow() { # PROJECT
	awk -v p="$1" 'BEGIN { for (i = 0; i < 140000; i++)
		printf "{\"kind\":\"measurement\",\"project\":\"%s\"," \
		    "\"test_name\":\"t%d\",\"timestamp\":\"2026-01-01T%02d:" \
		    "%02d:00Z\",\"confidence\":0.%d,\"category\":\"c\"}\n",
		    p, i % 1000, i / 60000, i / 1000 % 60, i * 7919 % 99991 }'
}
store-sqlite init s.db
sqlite3 s.db 'PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM;
    PRAGMA journal_mode = WAL' >/dev/null
mkfifo looking
sqlite3 s.db <looking >/dev/null &		# while it looks the log is not deleted
exec {to}>looking
echo 'SELECT count(*) FROM series;' >&$to
for project in a b; do
	flow $project |
	    store-sqlite --only --durability normal --batch 1000 s.db 2>$project.err &
	writers+=($!)
done
for writer in "${writers[@]}"; do
	wait $writer || echo "status $?"
done
sed 's/, .*//' ?.err
size=$(stat -c %s s.db-wal)
[ "$size" -gt 9000000 ] || echo "there is no log to look at: $size"
[ "$size" -lt 26000000 ] || echo "the log has $size bytes"
exec {to}>&-
wait
