#!/bin/bash
# The script's own group is that of who started it: a shell of CI, mostly.
cat >pipeline <<-'END'
	. "$TESTS/../pipelines/lib.sh"
	late() { echo >begun; until [ -e go ]; do sleep 0.02; done; from cat; }
	flow late
END
setsid --wait bash -c '
	sleep 60 & other=$!
	bash ./pipeline </dev/null & pipeline=$!
	until [ -e begun ]; do sleep 0.02; done
	kill -TERM $pipeline
	echo >go
	wait $pipeline
	echo "status $?"
	kill $other && echo "the other one lived"' 2>/dev/null
