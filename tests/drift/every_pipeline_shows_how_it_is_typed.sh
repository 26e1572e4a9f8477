#!/bin/bash
# Examples come before the options, and their values are no words for these.
for script in "$TESTS"/../pipelines/drift-*; do
	name=${script##*/drift-}
	drift "$name" -h | awk -v start="  drift $name" '
	    /^  --/ { exit } $0 == "examples:" { below = 1 }
	    below && index($0, start) == 1 { found = 1 } END { exit !found }' ||
	    echo "$name has none"
done
drift status --list-options | grep -e --window
