#!/bin/bash
# sqlite only: it is held, so that a store waits
mkfifo ready end
for db in s.db t.db; do
	echo '{"kind":"result","run_id":"r","test_name":"t","status":"failed","timestamp":"2026-01-01T00:00:00Z"}' |
	    store-sqlite --only $db 2>/dev/null
done
sqlite3 s.db 'PRAGMA locking_mode = EXCLUSIVE' 'BEGIN EXCLUSIVE' \
    'SELECT 1' '.shell echo >ready; cat end' >held 2>&1 &
read -r <ready
migrate s.db t.db >out 2>err &
pid=$!
for tries in {1..200}; do
	store=$(cat /proc/$pid/task/$pid/children)
	[ -n "$store" ] && break
	sleep 0.02
done
[ -n "$store" ] && sleep 0.3
[ -e "/proc/${store% }" ] || echo "no store waits"
{ kill -9 $pid; wait $pid; } 2>/dev/null
for tries in {1..100}; do
	[ -e "/proc/${store% }" ] || break
	sleep 0.02
done
[ ! -e "/proc/${store% }" ] || echo "it is left behind"
echo >end
wait
