#!/bin/bash
# detect(1), method rate: of 40 runs every fourth fails, then all do.  From
# G = 10 on that is a change, and from 12 on it is high; where none failed
# before it is at once.
. "$TESTS/detect/lib.bash"
fppp=pppfpppfpppfpppfpppfpppfpppfpppfpppfpppfp
for before in $fppp ${fppp//f/p}; do
	for fails in fff fffffffff ffffffffff fffffffffff; do
		results t $before$fails | detect --only --method rate |
		    jq -r '"\(.severity) \(.evidence.g)"'
	done
	echo
done
