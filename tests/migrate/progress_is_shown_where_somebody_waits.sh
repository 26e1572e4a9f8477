#!/bin/bash
# sqlite only: how it looks is no matter of the database
# On a terminal, when it takes more than a second, as a million rows do.
awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "{\"kind\":\"measurement\",\"test_name\":\"t%d\",\"timestamp\":\"2026-01-%02dT%02d:%02d:%02dZ\",\"confidence\":0.%04d,\"category\":\"flaky\"}\n", i % 1000, i / 86400 + 1, i / 3600 % 24, i / 60 % 60, i % 60, i % 10000 }' |
    drift store --only --quiet from.db
TERM=xterm script -qec 'drift migrate from.db to.db' /dev/null </dev/null >seen
tr '\r' '\n' <seen | sed 's/\x1b\[K//' |
    grep -cE '^confidence_measurements: [0-9]+ of 1000000 rows, [0-9]+/s, [0-9]+ s left$' |
    sed 's/^[1-9].*/some/'
# No word of it in a file, nor where the cursor cannot move.
rm to.db*
drift migrate from.db to.db >/dev/null
rm to.db*
TERM=dumb script -qec 'drift migrate from.db to.db' /dev/null </dev/null | grep left || :
