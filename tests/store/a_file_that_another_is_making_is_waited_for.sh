#!/bin/bash
# sqlite only: a file can be locked
# Not yet in WAL mode, and locked by one that writes.
sqlite3 t.db 'PRAGMA user_version = 1'
mkfifo say
sqlite3 t.db <say &
exec 3>say
echo 'BEGIN IMMEDIATE; PRAGMA user_version = 2;' >&3
echo '.shell touch locked' >&3
until [ -e locked ]; do sleep 0.01; done
store-sqlite init t.db &
sleep 0.3
echo 'COMMIT;' >&3
exec 3>&-
wait %2 || echo "ended with $?"
sqlite3 t.db 'PRAGMA journal_mode; SELECT count(*) FROM measurement'
