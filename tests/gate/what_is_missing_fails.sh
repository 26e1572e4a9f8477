#!/bin/bash
. "$TESTS/gate/lib.bash"
for change in 'del(.shadow.num_samples)' '.coverage = {}' \
    'del(.shadow.f1_score)' 'del(.production.f1_score)' \
    '.shadow.f1_score = null | .production.f1_score = 0' \
    'del(.shadow.brier_score)' 'del(.production.brier_score)'; do
	evaluation "$change" | judge | decided
done
evaluation 'del(.coverage)' | judge --min-coverage 0 | decided
