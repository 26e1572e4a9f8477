#!/bin/bash
# 120 runs with a new revision each; "make bench" plays all 200.
"$TESTS/sim/replay" new 120 2>err || { cat err; exit 1; }
