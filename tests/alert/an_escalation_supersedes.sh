#!/bin/bash
# alert.md: "An escalation carries supersedes"; falling and rising within one
# episode is none.
. "$TESTS/alert/lib.bash"
analyses mhmhc | alert --severity moderate >out
told <out
jq -s 'map(select(.kind == "alert")) | .[1].supersedes == .[0].alert_id and
    .[2].supersedes == .[1].alert_id and .[0].supersedes == null and
    (map(.alert_id) | unique | length) == 3' out
