#!/bin/bash
# In a clean checkout the shell finds no report that the pattern could match.
# One that matches nothing is named, and nothing else is said to be wrong.
. "$TESTS/drift/data.bash"
results passed failed
drift ci 'build/*.xml' --no-store --now $NOW --at $NOW -- mv reports build \
    2>/dev/null | tail -n 1
drift ci 'nowhere/*.xml' --now $NOW 2>&1 | grep -v ' 0 '
