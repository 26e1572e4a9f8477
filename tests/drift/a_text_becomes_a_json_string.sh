#!/bin/bash
DRIFT_PROGRAM=$BIN/drift
. "$TESTS/../pipelines/lib.sh"
text=$'a "quoted" \\ back\\slash\n\ttab \x01\x7f é 日本 ${x} `y` %s'
printf '{"kind":"ack","alert_id":"a","acknowledged_by":%s}\n' \
    "$(json_string "$text")" >in
drift export --kind ack -f csv --fields acknowledged_by <in | sed 1d >out
[ "$(cat out)" = "\"${text//\"/\"\"}\""$'\r' ] || cat in out
