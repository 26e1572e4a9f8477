#!/bin/bash
for address in postgresql://ana:secret@h:5432/d?sslmode=require \
    'postgres://h/d?user=ana&password=secret' \
    "host=h password = 'se\\'cret' user=ana" a/file.db; do
	drift config database --db "$address"
done
POSTGRES_POOL_SIZE=5 DRIFT_POOL_MAX=9 drift config --db-password secret
