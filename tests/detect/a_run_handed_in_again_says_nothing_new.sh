#!/bin/bash
# Against a history that has it: of the newest run comes what came the first
# time, of an old one what the windows said then, and nothing of categories.
. "$TESTS/detect/lib.bash"
days() {
	measurements t .9 .9 .9 .9 .9 .9
	measurements t x x x x x x .7 .7 .7 | tail -n 3 |
	    sed 's/stable/regression/'
}
days | head -n 8 | jq -c '{kind: "history", of: .kind} + del(.kind)' >before
days | jq -c '{kind: "history", of: .kind} + del(.kind)' >after
analyses() {
	detect --only --method windows,category | grep '"analysis"'
}
{ cat before; days | tail -n 1; } | analyses >first
{ cat after; days | tail -n 1; } | analyses | diff first -
{ cat after; days | sed -n 3p; } | analyses |
    diff <(grep windows first) -
jq -r '[.method, .severity, .class] | @tsv' first
