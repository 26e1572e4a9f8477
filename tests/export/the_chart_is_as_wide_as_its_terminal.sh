#!/bin/bash
# With baseline and change point; in colours and as wide as there is room on a
# terminal, and of ASCII alone where the locale has no more.
. "$TESTS/terminal.bash"
for day in {1..30}; do
	printf '{"kind":"measurement","test_name":"pay","timestamp":"2026-01-%02dT00:00:00Z","confidence":0.%d,"category":"flaky"}\n' \
	    "$day" $((day < 20 ? 90 + day % 4 : 60 + day % 3))
done | drift detect --method windows,changepoint >in
detail='drift export -f detail --kind analysis in'
chart() { sed -n '/^ *[0-9.]* %/,$p'; }
$detail | chart
LC_ALL=C $detail | chart
script -qec "stty cols 40; TERM=xterm NO_COLOR= $detail" /dev/null \
    </dev/null | tr -d '\r' | sed 's/\x1b/ESC/g' | chart | head -n 5
