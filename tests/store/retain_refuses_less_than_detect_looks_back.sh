#!/bin/bash
$STORE init "$DB"
for wrong in '--results 29d' '--events trace=7d' '--alerts 1h' \
    '--results soon' '--events sometimes=90d' '--events trace=' \
    '--events trace=90d,' '--project a --all-projects' '--archive /dev/null/a'; do
	$STORE retain "$DB" $wrong || echo "$? $wrong"
done
$STORE retain --force --results 0d --events 1d --alerts never "$DB" | wc -l
