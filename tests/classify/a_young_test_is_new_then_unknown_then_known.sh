#!/bin/bash
# The table of classify.md: nothing before, 1 and 2 before, fewer than 5 runs,
# then .75 + 5 / 100.
. "$TESTS/classify/lib.bash"
runs 1 t ppppp | classify | labels
