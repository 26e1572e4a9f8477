#!/bin/bash
. "$TESTS/migrate/lib.bash"
forty_of_every_kind | grep -e '"kind":"measurement"' -e '"kind":"label"' |
    drift store --only one.db 2>/dev/null
drift migrate --dry-run one.db two.db | jq -c '[.table, .rows, .ok]'
drift migrate --dry-run --project default --kind label one.db two.db |
    jq -c '[.table, .rows]'
ls
