#!/bin/bash
drift init "$DB"
drift export --db "$DB" -f openmetrics >metrics
grep -c '^drift_database_size_bytes [1-9][0-9]*$' metrics
[ "$(drift size --sum "$DB")" = "$(drift size "$DB" |
    awk '/in all$/ { print $1 }')" ] && echo same
