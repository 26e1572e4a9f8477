#!/bin/bash
# sqlite only: it asks both programs
# No file of such a name is made, and no password shown.
for address in postgresql://u:secret@h/db 'host=h password=secret'; do
	store-sqlite "$address" </dev/null 2>&1 | grep 'for store'
	store-sqlite read "$address" 2>&1 | grep 'for store'
done
store-pg read shop.db
echo $?
DRIFT_DB=shop.db store-pg </dev/null
echo $?
ls | grep -e host -e shop
