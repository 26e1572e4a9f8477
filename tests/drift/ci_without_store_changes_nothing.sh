#!/bin/bash
. "$TESTS/drift/data.bash"
results passed failed
drift ci reports/1.xml --run-id 1 --now $NOW --at $NOW >/dev/null 2>&1
drift read >before
drift ci reports/2.xml --run-id 2 --now $NOW --no-store 2>/dev/null | tail -n 1
drift read | cmp - before
