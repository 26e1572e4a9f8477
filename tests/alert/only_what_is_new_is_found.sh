#!/bin/bash
# ASSUMPTIONS: "-e: exit 1 when anything fires"; a reminder is nothing new.
. "$TESTS/alert/lib.bash"
analyses h | alert --only >open
for new in h n; do
	{ history <open; analyses $new 9; } | alert -e --repeat 4h >out
	echo $? "$(told <out)"
done
analyses h | alert -e --repeat 4h >out
echo $? "$(told <out)"
