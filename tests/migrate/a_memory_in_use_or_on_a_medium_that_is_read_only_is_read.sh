#!/bin/bash
# In WAL mode, with a writer who has not brought his log into the file; and
# where not even a lock can be made.
. "$TESTS/migrate/memory.bash"
memory memory.db 'PRAGMA journal_mode = WAL' >/dev/null
{
	echo "PRAGMA wal_autocheckpoint = 0; UPDATE entities SET name = 'new' WHERE id = 7;"
	echo '.shell touch written; until [ -e read ]; do sleep 0.01; done'
} | sqlite3 memory.db >/dev/null &
until [ -e written ]; do sleep 0.01; done
drift read memory.db --kind entity | jq -r .name
touch read
wait
sqlite3 memory.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
rm -f memory.db-wal memory.db-shm
[ "$(id -u)" != 0 ] || as=(setpriv --reuid 65534 --regid 65534 --clear-groups)
mkdir closed
cp memory.db closed
chmod 444 closed/memory.db
chmod 555 closed .
chmod 755 ..
"${as[@]}" "$BIN/store-sqlite" read closed/memory.db --kind entity | jq -r .name
ls closed
chmod 755 . closed
