#!/bin/bash
# classify.md: the k-th line answers the k-th request; the answer's confidence is
# stored beside confidence, never instead of it; what stands between two
# measurements stays there.
. "$TESTS/classify/lib.bash"
classify() { command classify --enrich-timeout 60s "$@"; }
signals 200 | sed 's/.*/{"kind":"x"}\n&/' >in
classify --enrich "$name" in >out
advice <out | awk '$2 != 0.75 || $3 !~ "\"insights\":\\[\"" $1 "\"\\]" '
advice <out | sed -n 7p
jq -c .kind out | uniq -c | head -4
jq -c 'del(.ai_confidence, .enrichment)' out | cmp - <(command classify in | jq -c .)
echo "weak, and none:"
signals 2 | classify --only --metrics --min-ai 0.8 --enrich "$name" | advice
echo "nothing to ask about:"
classify --enrich 'touch started' </dev/null
ls
