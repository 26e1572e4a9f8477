#!/bin/bash
store-sqlite init s.db
sqlite3 s.db "UPDATE drift_metadata SET value = 7 WHERE key = 'schema_version'"
store-sqlite s.db </dev/null
