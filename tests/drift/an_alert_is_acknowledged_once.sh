#!/bin/bash
# By its id or by its test; the first wins; nothing matched is 1.
. "$TESTS/drift/data.bash"
{ alert a 'add[1,2]' high $NOW; alert b 'say \"hi\"' high $NOW; } | store
drift ack a --by ana --reason 'known, "since" monday' --now $NOW 2>/dev/null
echo "$?"
drift ack a --by bob --reason late --now $NOW 2>/dev/null
drift ack 'say "hi"' --by bob --reason r --until 2026-02-09T00:00:00Z --now $NOW 2>/dev/null
echo "$?"
drift ack nobody --by ana --reason r --now $NOW
echo "$?"
drift ack a --by ana
echo "$?"
drift export --db $DRIFT_DB --kind alert --fields alert_id,acknowledged_by,acknowledged_at,acknowledged_until,ack_reason
