#!/bin/bash
"$TESTS/sim/replay" none 120 2>err || { cat err; exit 1; }
