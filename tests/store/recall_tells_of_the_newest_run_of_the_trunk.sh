#!/bin/bash
# branch.h: whether a project has a main or master decides which branches
# count, so it is told before everything else.
{
	for run in 1:main 2:main 3:fix 4:origin/master; do
		echo '{"kind":"run","run_id":"r'${run%:*}'","started_at":"2026-01-0'${run%:*}'T00:00:00Z","branch":"'${run#*:}'"}'
	done | sed '4s/{/{"project":"other",/'
} | $STORE --only "$DB" 2>/dev/null
for project in default other third; do
	echo '{"kind":"signal","project":"'$project'","test_name":"a","timestamp":"2026-01-05T00:00:00Z"}' |
	    $STORE recall "$DB"
done | jq -r '[.kind, .of, .project, .run_id] | join(" ")'
