#!/bin/bash
# classify.md: "Requests are pipelined, not one at a time".  cat answers with the
# measurement itself, so its confidence comes back.  The first answer arrives
# before the second test is sent.
. "$TESTS/classify/lib.bash"
signals 10000 | timeout 60 classify --only --enrich-timeout 60s --enrich cat |
    jq -r '"\(.confidence == .ai_confidence) \(.enrichment)"' | sort | uniq -c
coproc filter { classify --enrich-timeout 60s --enrich cat; }
signals 1 >&"${filter[1]}"
for line in 1 2; do
	read -r -t 20 line <&"${filter[0]}"
	jq -c '[.kind, .ai_confidence]' <<<"$line"
done
