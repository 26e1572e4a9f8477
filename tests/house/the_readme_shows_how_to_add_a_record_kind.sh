#!/bin/bash
# Its last diff is applied to a copy; the copy must build, migrate databases of
# the older programs, and keep such a record.
case $O in */san) echo "once is enough" >&2; exit 77 ;; esac

cd "$TESTS/.." && tar -c GNUmakefile README.md bin/.gitignore common filters \
    schemas | tar -x -C "$OLDPWD" && cd "$OLDPWD" || exit
echo '{"kind":"measurement","test_name":"t","timestamp":"2026-01-01T00:00:00Z","confidence":1,"category":"stable"}' |
    "$BIN/store-sqlite" write old.db >out 2>err || cat err

sed -n '/^```diff/,/^```$/p' README.md | sed '1d;$d' >diff
patch -s -p1 <diff || exit
make CFLAGS=-O0 HARDEN= bin/schema bin/store-sqlite bin/store-pg >log 2>&1 || tail log

for database in sqlite postgres; do
	bin/schema -f $database quarantine |
	    diff schemas/$database/0006-quarantine.sql -
done
echo '{"kind":"quarantine","project":"p","test_name":"t","since":"2026-01-02T00:00:00.000000Z","reason":"on <holiday> & away"}' |
    bin/store-sqlite write old.db 2>>err
bin/store-sqlite read old.db </dev/null
sqlite3 old.db 'SELECT test_name, since, reason FROM quarantines'

# A server's schema changes when somebody says so.
server=$("$TESTS/postgres" fresh server) || exit
trap '"$TESTS/postgres" stop server' EXIT
record='{"kind":"quarantine","project":"p","test_name":"t","since":"2026-01-02T00:00:00.000000Z","reason":"on <holiday> & away"}'
"$BIN/store-pg" init "$server"
bin/store-pg read "$server" 2>&1 | sed 's/.*: its/its/'
bin/store-pg upgrade "$server" && echo "$record" |
    bin/store-pg write --only "$server" 2>>err
bin/store-pg read "$server"
