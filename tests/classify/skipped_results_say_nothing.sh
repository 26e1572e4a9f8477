#!/bin/bash
# classify.md: "skips are no results".
. "$TESTS/classify/lib.bash"
runs 1 t spsp | classify | labels
