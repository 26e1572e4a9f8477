#!/bin/bash
# And neither passes on nor gives a decision; the next one does.
. "$TESTS/gate/lib.bash"
{
	for change in '.shadow = 8' '.production = "7"' '.coverage = 0.4' \
	    '.shadow.f1_score = 1.5' '.shadow.f1_score = "0.9"' \
	    '.production.brier_score = -1' '.shadow.num_samples = 2.5' \
	    '.coverage.coverage_rate = 45' '.coverage.coverage_pct = 101' \
	    '.shadow.segments = []' '.shadow.segments.a = 1' \
	    '.shadow.segments.a.f1_score = 2' 'del(.shadow.version)' \
	    '.shadow.version = {}' '.shadow.version = "a\u0000b"' \
	    '.shadow.version = "7"' '.shadow.version = "x" * 1025' '.trigger_reason = "whim"' \
	    '.model_name = 5' 'del(.model_name)' '.last_promotion_at = "soon"'; do
		evaluation "$change"
	done
	evaluation 'del(.shadow)'
	evaluation
} | gate --now 2026-01-31T00:00:00Z --rejects rejects |
    jq -r '.kind, .action | select(.)'
echo "${PIPESTATUS[1]} $(wc -l <rejects)"
# What is in production already is no candidate.
{
	echo '{"kind":"model_version","model_name":"credit","model_version":"8","stage":"Production"}'
	evaluation 'del(.production)'
} | judge
