#!/bin/bash
. "$TESTS/drift/data.bash"
measurements pay flaky 0.95 0.95 0.95 0.95 0.95 0.95 0.95 0.67 0.68 0.69 0.70 0.71 0.72 |
    sed 's/"kind":"measurement",//' >log
drift watch --kind measurement - <log 2>/dev/null | grep -o '"state":"[a-z]*"'
drift read --kind measurement | wc -l
drift watch nowhere
echo "$?"
