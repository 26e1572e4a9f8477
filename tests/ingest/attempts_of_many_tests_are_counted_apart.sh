#!/bin/bash
# More names than are held in one piece: each has its own attempts, whether
# it comes again soon, late, or often, and each report has its own.
tests() { # NAMES ROUNDS
	seq "$1" && seq "$1" -1 1 && for _ in $(seq "$2"); do seq 1 97 "$1"; done
}
report() { # its tests on stdin
	sed 's/.*/ok - test &/; $a 1..'"$1"
}
tests 110000 30 >many
report "$(wc -l <many)" <many >a.tap
{ cat many; echo 1; } | report "$(($(wc -l <many) + 1))" >b.tap
seq 100 | report 100 >few.tap

ingest -f tap a.tap few.tap b.tap | awk -F '"' '$4 == "result" {
	given = substr($23, 2) + 0
	wrong += ++seen[$16, $12] != given
	most = given > most ? given : most
} END {
	print length(seen), "tests,", most, "attempts at most,", wrong + 0, "wrong"
}'
