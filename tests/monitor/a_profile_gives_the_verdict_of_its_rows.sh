#!/bin/bash
# Exactly while there are few values; of halves, together; and of many within
# a hundredth.
. "$TESTS/monitor/lib.bash"
rows 1500 >ref
rows 700 400 | predictions >in
watch --reference ref in >from_rows
monitor --reference ref --write-profile ref.profile </dev/null
watch --reference ref.profile in | cmp - from_rows
head -n 700 ref >first
tail -n +701 ref >last
monitor --reference first --profile ./first.profile </dev/null
monitor --reference last --write-profile last.profile </dev/null
watch --reference first.profile --reference last.profile in | cmp - from_rows
watch --reference first.profile --reference last in | cmp - from_rows
watch --reference ref.profile --features city in | verdicts
rows 30000 >ref
rows 9000 12000 | predictions >in
monitor --reference ref --write-profile ref.profile </dev/null
{ watch --reference ref in; watch --reference ref.profile in; } | verdicts |
    jq -s -c 'group_by(.[1])[] | [.[0][1], (.[0][3] - .[1][3] | fabs < .01),
    .[0][4] == .[1][4]]'
[ $(wc -c <ref.profile) -lt $(($(wc -c <ref) / 2)) ] || echo large
