#!/bin/bash
# Not a byte of the file changes, and no archive is made.
for i in {1..9}; do
	echo '{"kind":"measurement","test_name":"t'$i'","timestamp":"2025-0'$i'-01T00:00:00Z","confidence":0.5,"category":"x"}'
done | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB" >before
cp "$DB" copy 2>/dev/null
$STORE retain --dry-run --archive kept "$DB" --now 2026-01-01T00:00:00Z \
    --measurements 120d | jq -c 'select(.deleted > 0) | del(.took_ms)'
$STORE read "$DB" | cmp - before
[ ! -e copy ] || cmp copy "$DB"
[ ! -e kept ] || ls kept
