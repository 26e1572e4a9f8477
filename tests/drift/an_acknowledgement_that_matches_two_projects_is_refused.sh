#!/bin/bash
. "$TESTS/drift/data.bash"
{ alert a pay high $NOW shop; alert b pay high $NOW bank; } | store
drift ack pay --by ana --reason r --now $NOW
echo "$?"
drift ack pay --by ana --reason r --now $NOW --project bank 2>/dev/null
echo "$?"
drift export --db $DRIFT_DB --acknowledged yes --fields project
