#!/bin/bash
# Tables and columns; a file without any table that is known is no memory,
# and a memory is never written to.
. "$TESTS/migrate/memory.bash"
memory memory.db 'CREATE TABLE thinking_snapshots (a); CREATE TABLE b (a);
    CREATE VIEW v AS SELECT 1'
drift migrate memory.db to.db 2>words
echo $?
sed "s,$PWD/,," words
ls *.db
drift read memory.db --kind tenant
echo $?
drift read memory.db --skip-unknown --kind tenant | wc -l
drift migrate --skip-unknown memory.db to.db | wc -l
memory columns.db 'ALTER TABLE entities ADD COLUMN mood TEXT'
drift read columns.db
sqlite3 other.db 'CREATE TABLE things (a)'
drift read other.db
cp columns.db before.db
drift store columns.db </dev/null
echo $?
cmp columns.db before.db
