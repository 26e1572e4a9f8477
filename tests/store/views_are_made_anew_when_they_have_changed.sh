#!/bin/bash
store-sqlite init s.db
sqlite3 s.db "DROP VIEW drift_alerts;
    UPDATE drift_metadata SET value = 'older' WHERE key = 'views'"
store-sqlite init s.db
sqlite3 s.db 'SELECT count(*) FROM drift_alerts'
