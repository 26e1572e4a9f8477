#!/bin/bash
# design.md 4: the filter's state after "history, then new" is that after one
# pipe, wherever it is cut: each new analysis gives the same alerts.
. "$TESTS/alert/lib.bash"
analyses nhhnnhnhcnnnnhh >all
alert --only all | grep '"alert"' >whole
for ((cut = 1; cut <= 15; cut++)); do
	{
		head -n $cut all | history
		head -n $cut all | alert --only | history
		tail -n +$((cut + 1)) all
	} | alert --only | grep -v '"history"' >rest
	{ head -n $cut all | alert --only; cat rest; } | cmp - whole
done
wc -l <whole
