#!/bin/bash
ingest --run-id r --at 2026-01-31T10:00:00Z <<'R' | jq -c 'select(.kind == "result") | [.test_name, .status, .duration, .file, .line, .failure_type, .message, .details]'
TAP version 13
not ok 1 - quotes TAP
  ---
  name: AssertionError
  message: >-
    it printed
    1..1
    not ok 1 - inner
  at:
    file: cart.js
    line: 12
  duration_ms: 12.5
  found: |
    ...
    ok 1 - nothing
  ...
ok 2 - next
  ---
  at: Test.<anonymous> (/shop/cart.js:7:3)
  ...
1..2
R
