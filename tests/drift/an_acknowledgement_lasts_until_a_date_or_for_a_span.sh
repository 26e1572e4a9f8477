#!/bin/bash
. "$TESTS/drift/data.bash"
for t in a b c d e; do alert $t $t high $NOW; done | store
drift ack a --by ana --reason r --until 2026-02-09 --now 2026-02-01 2>/dev/null
drift ack b --by ana --reason r --until 08d --now 2026-02-01T06:00:00Z 2>/dev/null
drift ack c --by ana --reason r --until 36h --now 2026-02-01 2>/dev/null
# A time without a zone is UTC, wherever this machine is.
TZ=America/New_York drift ack e --by ana --reason r --until 1d \
    --now 2026-02-01T06:00:00 2>/dev/null
drift ack d --by ana --reason r --until 'tomorrow'
echo "$?"
drift ack d --by ana --reason r --until 'x[$(touch bad)]d'
echo "$?" bad*
drift export --db $DRIFT_DB --kind alert --fields alert_id,acknowledged_at,acknowledged_until
