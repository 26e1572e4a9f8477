#!/bin/bash
# A directive and a brace, with nothing but space between them: once the space
# was counted twice, and ingest never ended.
cat >report.tap <<'TAP'
TAP version 14
1..2
ok 1 - later # SKIP  {
    1..1
    ok 1 - inner
}
not ok 2 - soon # todo: {
    1..1
    not ok 1 - inner
}
TAP
timeout -s KILL 20 "$BIN/ingest" --now 2026-01-01T00:00:00Z report.tap |
    jq -r 'select(.kind == "result") | [.test_name, .status] | @tsv'
