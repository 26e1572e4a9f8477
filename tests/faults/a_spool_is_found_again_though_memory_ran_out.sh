#!/bin/bash
# sqlite only: its folder is named for the whole path of the database, and
# for what had been typed where there was no memory for that: nobody looked there
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
record='{"kind":"result","run_id":"r","test_name":"t","status":"failed","timestamp":"2026-01-01T00:00:00Z"}'
store-sqlite init s.db
mkfifo ready end
sqlite3 s.db 'PRAGMA locking_mode = EXCLUSIVE' 'BEGIN EXCLUSIVE' \
    'SELECT 1' '.shell echo >ready; cat end' >held 2>&1 &
read -r <ready
for n in {1..40}; do
	FAIL_CALL=malloc FAIL_AT=$n FAIL_WITH=12 \
	    LD_PRELOAD=$O/tests/faults/failing.so store-sqlite --spool spool \
	    --db-timeout 1ms --give-up 1ms s.db <<<"$record" >/dev/null 2>err
done
ls spool | wc -l
echo >end
wait
