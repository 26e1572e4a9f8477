#!/bin/bash
# RFC 5322: a whole message; RFC 2047 where the subject is not ASCII
. "$TESTS/notify/lib.bash"
payload mail --link https://ci.example.org/17 --mail-from drift@example.org \
    --mail-to ana@example.org,bo@example.org
two | head -n 1 | notify --now $NOW --to mail
