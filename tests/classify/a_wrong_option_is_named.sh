#!/bin/bash
# Status 2 and what is taken instead.
for option in --window=4 --window=100001 --confidence=high --max-series=0 \
    --flaky=x; do
	classify $option </dev/null
	echo $?
done
