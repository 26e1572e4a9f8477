#!/bin/bash
# classify(1): what is stuck, or has ended and left something running, is killed
# with all it has started.
. "$TESTS/classify/lib.bash"
for command in 'sleep 1007 & exit 1' 'sleep 1007 | sleep 1007'; do
	signals 3 | timeout 60 classify --only --enrich-timeout 100ms \
	    --enrich "$command" 2>/dev/null | wc -l
done
for proc in /proc/[0-9]*; do
	[ "$(readlink "$proc/cwd" 2>/dev/null)" = "$PWD" ] &&
	    tr '\0' ' ' <"$proc/cmdline" | grep sleep
done
exit 0
