#!/bin/bash
store-sqlite init s.db
for wrong in '--results 29d' '--events trace=7d' '--alerts 1h' \
    '--results soon' '--events sometimes=90d' '--events trace=' \
    '--events trace=90d,' '--project a --all-projects' '--archive /dev/null/a'; do
	store-sqlite retain s.db $wrong || echo "$? $wrong"
done
store-sqlite retain --force --results 0d --events 1d --alerts never s.db | wc -l
store-sqlite retain none.db || echo $?
