#!/bin/bash
# detect(1), method changepoint: three levels of twenty; then the same with
# all but the last value as history: where it stands, and nothing else.
. "$TESTS/detect/lib.bash"
for level in 9 5 7; do
	for i in {1..20}; do echo .$level$((i * 7 % 5)); done
done | xargs bash -c '. "$TESTS/detect/lib.bash"; measurements t "$@"' - >in
detect --only --method changepoint in | jq -c '[.change_index, .severity]'
{
	head -n 59 in | jq -c '{kind: "history", of: .kind} + del(.kind)'
	tail -n 1 in
} | detect --only --method changepoint | jq -c 'select(.kind == "analysis") |
    [.change_index, .severity]'
