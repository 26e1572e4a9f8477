#!/bin/bash
ingest --run-id r --at 2026-01-31T10:00:00Z <<'R' | jq -c 'select(.kind == "result") | [.test_name, .subtest, .suite]'
TAP version 13
ok 1 - braces {
    ok 1 - inner {
        ok 1 - leaf
        1..1
    }
    1..1
}
# Subtest: before
    # Subtest: inner
        ok 1 - leaf
        1..1
    ok 1 - inner
    1..1
ok 2 - before
    # Subtest: indented
        # Subtest: inner
        ok 1 - leaf
        1..1
    ok 1 - inner
    1..1
ok 3 - indented
# Subtest: alone
ok 4 - alone
not ok 5 - with yaml
  ---
  message: 'why'
  ...
{
    not ok 1 - leaf
    1..1
}
    ok 1 - of nobody
    1..1
ok 6 - unnamed
1..6
R
