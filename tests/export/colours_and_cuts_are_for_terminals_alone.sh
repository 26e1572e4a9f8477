#!/bin/bash
# On a terminal of 70 columns a long name is cut; NO_COLOR and TERM=dumb hold.
. "$TESTS/terminal.bash"
cat >in <<'END'
{"kind":"analysis","test_name":"a_name_that_is_longer_than_there_is_room_for_on_it","baseline_confidence":0.9,"current_confidence":0.5,"drift_percentage":-0.44444,"drift_absolute":-0.4,"severity":"critical","direction":"decreasing","trend":"stable","measurements_count":6,"time_span_seconds":60,"recommendations":[],"analyzed_at":"2026-01-02T00:00:00Z"}
END
on_terminal() {
	script -qec "stty cols 70; $*" /dev/null </dev/null | tr -d '\r' |
	    sed 's/\x1b/ESC/g'
}
on_terminal TERM=xterm NO_COLOR= drift export -f table in
on_terminal TERM=dumb NO_COLOR= drift export -f table in
on_terminal TERM=xterm NO_COLOR=1 drift export -f table in
