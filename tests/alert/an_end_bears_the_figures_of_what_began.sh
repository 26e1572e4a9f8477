#!/bin/bash
# Others look at the test in the same moment, before and after the method that
# found it; where that one is silent, as a category that is good again, figures
# of another one would say that something changed just then.
. "$TESTS/alert/lib.bash"
rate='method: "rate", baseline_confidence: 1, current_confidence: 0'
level='baseline_confidence: 0.85, current_confidence: 0.8, direction: "stable"'
long='method: "duration", baseline_confidence: 3, current_confidence: 4'
name='method: "category", category: "broken"'
messages() {
	jq -r 'select(.kind == "alert") | "\(.drift_percentage) \(.message)"'
}
for hour in 1 2 3 4; do
	severity=none
	[ $hour -gt 2 ] || severity=high
	analysis $hour none "$level"
	analysis $hour $severity "$rate"
	analysis $hour none "$long"
done | alert | messages
{ analysis 1 high "$name"
	analysis 2 none "$name"
	analysis 3 none "$level"
} | alert | messages
