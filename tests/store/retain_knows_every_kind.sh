#!/bin/bash
# Without options what is never deleted stays; asked for, all but the tenants
# goes, and comes back out of the archive byte for byte.
for time in 2025-01-01T00:00:00Z 2026-01-30T00:00:00Z; do
	schema -f json-schema | "$TESTS/store/every_kind" $time
done >all
store-sqlite --only s.db <all 2>/dev/null
store-sqlite read s.db >before
jq -r .kind before | sort -u | wc -l
store-sqlite retain --dry-run s.db --now 2026-01-31T00:00:00Z |
    jq -r '[.table, .deleted] | @tsv'
echo all
store-sqlite retain s.db --archive kept --now 2026-01-31T00:00:00Z \
    --decisions 90d --models 90d --log 90d --memory 90d --open-alerts 90d |
    jq -r 'select(.deleted != 1) | .table'
ls -l kept | grep -c -e '^-rw-------.*-20260131T000000Z-0001.ndjson$'
stat -c %a kept
store-sqlite read s.db --until 2025-06-01 | jq -r .kind
cat kept/* | store-sqlite --only s.db 2>err
store-sqlite read s.db | jq -c 'select(.took_ms == null or .at < "2026-01-31")' |
    cmp - <(jq -c . before)
store-sqlite read s.db --kind retention --since 2026-01-31 |
    jq -r 'select(.deleted == 1) | .archived_to' | head -n 1
