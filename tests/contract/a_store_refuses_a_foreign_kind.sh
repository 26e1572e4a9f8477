#!/bin/bash
# With its line number, and keeps it in --rejects.
. "$TESTS/contract/lib.bash"

{ measurement 1; echo '{"kind":"weather","x":1}'; measurement 2; } |
    store-sqlite write --rejects rejected s.db >out 2>err
[ $? = 3 ] || wrong store-sqlite "status is not 3"
grep -q '^store-sqlite: stdin:2: ' err || wrong store-sqlite "$(cat err)"
grep -c measurement out
jq -c '[.line, .text]' rejected
