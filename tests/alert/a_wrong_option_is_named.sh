#!/bin/bash
# Status 2 and what is taken instead.
for option in --severity=bad --severity=none --direction=up --for=x \
    --keep-firing=0 --max-series=0; do
	alert $option </dev/null
	echo $?
done
