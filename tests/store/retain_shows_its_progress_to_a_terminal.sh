#!/bin/bash
# sqlite only: it holds the lock of a file
# When it takes over a second: here another program holds the database.
. "$TESTS/store/lib.bash"
. "$TESTS/terminal.bash"
rows 10 200 | store-sqlite --only s.db 2>/dev/null
hold_a_while s.db
at_terminal 'TERM=xterm store-sqlite retain s.db --now 2026-01-31T00:00:00Z >/dev/null' |
    grep -o -m 1 'test_runs: 0 of 0'
