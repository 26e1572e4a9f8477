#!/bin/bash
# Also where it looks like an option that holds a secret of ours.
. "$TESTS/drift/data.bash"
results passed
drift ci reports --now $NOW --at $NOW -- echo --url http://h/path --ping=x 2>&1 |
    grep -F http
