#!/bin/bash
# Status 2 and what is taken instead.
for option in --thresholds=.1,.2,.3 --thresholds=.1,.1,.2,.3 --method=rat \
    --fail-on=bad --points=7 --points=1025 --max-series=0 --min=-1; do
	detect $option </dev/null
	echo $?
done
