#!/bin/bash
# Those behind the first that fails are not evaluated.
. "$TESTS/gate/lib.bash"
segments='.shadow.segments = {young: {f1_score: 0.9}, old: {f1_score: 0.77}, new: {f1_score: 0.1}} |
    .production.segments = {young: {f1_score: 0.8}, old: {f1_score: 0.8}, gone: {f1_score: 0.5}}'
for change in . "$segments" '.shadow.f1_score = 0.81' \
    '.last_promotion_at = "2026-01-29T23:00:00Z"' 'del(.coverage)' \
    '.production = null'; do
	evaluation "$change" | judge | jq -c 'select(.kind == "decision") |
	    .gate_results, .reason'
done
