#!/bin/bash
# sqlite only: it is about files
echo 'this is some text, and long enough to be taken for a header' >text

store-sqlite read text
echo $?
sqlite3 other.db 'CREATE TABLE x (y)'
store-sqlite other.db </dev/null
echo $?
store-sqlite read nothing.db
echo $?
