#!/bin/bash
# sqlite only: PostgreSQL has no words
# A writer that waits for input knows the numbers of the words it stored.  When
# it is gone, vacuum forgets those that no row has any more.
r() { echo '{"kind":"result","test_name":"t","run_id":"'$1'","report":"of '$1'","status":"passed","timestamp":"'$2'T00:00:00Z"}'; }
words() { sqlite3 s.db "SELECT group_concat(text, ',') FROM words; PRAGMA journal_mode"; }
mkfifo in
store-sqlite --only s.db <in 2>/dev/null &
exec 3>in
{ r old 2025-01-01; r new 2026-01-30; } >&3
until [ "$(store-sqlite read s.db 2>/dev/null | wc -l)" = 2 ]; do sleep 0.05; done
store-sqlite retain s.db --now 2026-01-31T00:00:00Z | jq 'select(.deleted > 0).deleted'
store-sqlite vacuum s.db 2>/dev/null
words
r old 2026-01-31 >&3
exec 3>&-
wait
store-sqlite read s.db | jq -c '[.run_id, .report]'
store-sqlite retain s.db --force --results 1d --now 2026-02-01T00:00:00Z | jq 'select(.deleted > 0).deleted'
store-sqlite vacuum s.db 2>/dev/null
words
r new 2026-02-01 | store-sqlite --only s.db 2>/dev/null
store-sqlite read s.db --kind result | jq -c '[.run_id, .report]'
sqlite3 s.db 'PRAGMA integrity_check'
