#!/bin/bash
# sqlite only: its views show a time as text, and its number beside it
store-sqlite init s.db
echo '{"kind":"measurement","test_name":"a","timestamp":"1969-12-31T23:59:59.000001Z","confidence":1,"category":""}' |
    store-sqlite --only s.db 2>/dev/null
sqlite3 s.db "SELECT timestamp, epoch, created_at > '2026', created_at_epoch > 0
    FROM confidence_measurements"
sqlite3 s.db "EXPLAIN QUERY PLAN SELECT * FROM confidence_measurements
    WHERE test_name = 'a' AND epoch > 5" | grep -o 'series_id=? AND at>?'
