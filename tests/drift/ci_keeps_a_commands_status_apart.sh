#!/bin/bash
# It counts where ours is not worse; the reports are read in any case.
. "$TESTS/drift/data.bash"
results passed
for command in true false 'exit 3'; do
	drift ci reports --run-id 1 --now $NOW --at $NOW -- bash -c "$command" 2>&1 |
	    grep -e ended -e results
	echo "${PIPESTATUS[0]}"
done
drift ci nowhere.xml --now $NOW -- false 2>&1 | grep -v ' 0 '
echo "${PIPESTATUS[0]}"
