#!/bin/bash
# "no drift" would be an answer.
drift init --db drift.db
for command in 'status --window abc' 'stats --days abc' 'alerts --hours abc' \
    'alerts --severity hi' 'analyze t --window abc' 'status --now never'; do
	drift $command --db drift.db
	echo $?
done
