#!/bin/bash
# sqlite only: it holds the lock of a file
# When it takes over a second: here another program holds the database.
. "$TESTS/store/lib.bash"
. "$TESTS/terminal.bash"
rows 10 2000 >in
store-sqlite init s.db >/dev/null
hold_a_while s.db
at_terminal 'TERM=xterm store-sqlite s.db <in >/dev/null' >seen
grep -m 1 rows seen | any_number
grep -v '^$' seen | tail -n 1	# nothing is left of it
