#!/bin/bash
# Months of the second generator, of plain results in one stream: one as it is,
# and one whose failures are tried again.  tests/sim/shop-months plays more.
case $O in */san) echo "it is slow" >&2; exit 77 ;; esac
"$TESTS/sim/shop-months" --jobs 1 --seeds 1 && "$TESTS/sim/shop-months" \
    --jobs 1 --seeds 2 -- --retries
