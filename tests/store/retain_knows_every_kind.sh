#!/bin/bash
# Without options what is never deleted stays; asked for, all but the tenants
# goes, and comes back out of the archive byte for byte.
. "$TESTS/store/lib.bash"
for time in 2025-01-01T00:00:00Z 2026-01-30T00:00:00Z; do
	every_kind $time
done >all
$STORE --only "$DB" <all 2>/dev/null
$STORE read "$DB" >before
jq -r .kind before | sort -u | wc -l
$STORE retain --dry-run "$DB" --now 2026-01-31T00:00:00Z |
    jq -r '[.table, .deleted] | @tsv'
echo all
$STORE retain "$DB" --archive kept --now 2026-01-31T00:00:00Z \
    --decisions 90d --models 90d --log 90d --memory 90d --open-alerts 90d |
    jq -r 'select(.deleted != 1) | .table'
ls -l kept | grep -c -e '^-rw-------.*-20260131T000000Z-0001.ndjson$'
stat -c %a kept
$STORE read "$DB" --until 2025-06-01 | jq -r .kind
cat kept/* | $STORE --only "$DB" 2>err
$STORE read "$DB" | jq -c 'select(.took_ms == null or .at < "2026-01-31")' |
    cmp - <(jq -c . before)
$STORE read "$DB" --kind retention --since 2026-01-31 |
    jq -r 'select(.deleted == 1) | .archived_to' | head -n 1
