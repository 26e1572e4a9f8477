#!/bin/bash
# Each limit alone lets through, or not, what the profile would not, or would.
. "$TESTS/gate/lib.bash"
strict='.shadow.num_samples = 400 | .coverage.coverage_rate = 0.4 |
    .last_promotion_at = "2026-01-20T00:00:00Z" | .shadow.f1_score = 0.81 |
    .shadow.brier_score = 0.164 | .shadow.segments.a.f1_score = 0.7 |
    .production.segments.a.f1_score = 0.8'
limits=(--min-samples=400 --min-coverage=40 --cooldown=11d --min-f1-gain=1.25
    --max-brier=0.009 --max-segment-drop=12.5)
for n in {0..6}; do
	evaluation "$strict" | judge --profile conservative "${limits[@]:0:n}" |
	    jq -r 'select(.kind == "decision").failed_gate'
done
