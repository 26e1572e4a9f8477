#!/bin/bash
for option in '--profile referenze' '--test t' '--share 1.1' '--fdr 1' \
    '--min 0' '--features x' '--lookback soon' '--refrence x'; do
	monitor $option </dev/null
	echo $?
done 2>&1 | grep -v '^ \|^$\|^usage'
