#!/bin/bash
. "$TESTS/gate/lib.bash"
for coverage in '{labeled_predictions: 200, coverage_rate: 0.3}' \
    '{labeled_predictions: 199, coverage_rate: 0.3}' \
    '{labeled_predictions: 200, coverage_rate: 0.29}' \
    '{labeled_predictions: 200}' '{coverage_rate: 0.5}' null; do
	evaluation "del(.shadow, .production) | .coverage = $coverage" |
	    judge | decided
done
evaluation 'del(.shadow, .production)' | judge --profile conservative | decided
evaluation 'del(.shadow, .production, .coverage.coverage_rate)' |
    judge --min-coverage 0 -e | decided
