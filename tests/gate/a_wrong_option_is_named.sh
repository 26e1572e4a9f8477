#!/bin/bash
# Status 2 and what is taken instead.
for option in --profile=careful --min-samples=-1 --min-coverage=x \
    --cooldown=soon; do
	gate $option </dev/null
	echo $?
done
