#!/bin/bash
# postgres only: SQLite is no way off
# On a long way what counts is how often is asked: here for the runs of the
# project, each of four kinds, and the open alerts.
. "$TESTS/store/lib.bash"
rows 50 3 | $STORE --only "$DB" 2>/dev/null
rows 50 1 | PGAPPNAME=recalls PGOPTIONS='-c log_statement=all' \
    $STORE recall --last 2 "$DB" | jq -r .kind | sort | uniq -c
grep -c 'recalls LOG: .*COPY' "$(expr "$DB" : 'host=\([^ ]*\)')/log"
