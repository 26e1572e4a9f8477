#!/bin/bash
# postgres only: who has read enough need not ask the server to stop, which
# takes another connection, and that perhaps for ever
. "$TESTS/outage/lib.bash"
rows 1 30000 | $STORE --only "$DB" 2>/dev/null
between alone
timeout 60 $STORE read --test '*[0-9]' --limit 3 "$through" | wc -l
echo "status ${PIPESTATUS[0]}"
kill %1
