#!/bin/bash
store-sqlite init s.db
sqlite3 s.db "SELECT key, length(value), updated_at LIKE '20__-__-__T%Z'
    FROM drift_metadata ORDER BY key"
