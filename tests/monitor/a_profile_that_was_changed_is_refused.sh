#!/bin/bash
. "$TESTS/monitor/lib.bash"
rows 100 >ref
monitor --reference ref --write-profile ref.profile </dev/null
for change in 's/"rows":100/"rows":101/' '$d' 's/"Ulm":33/"Ulm":34/' \
    '1s/sha256":"./sha256":"x/' '2s/^/{"rows":1}\n/'; do
	sed "$change" ref.profile >changed.profile
	cmp -s ref.profile changed.profile && echo "not changed: $change"
	monitor --reference changed.profile </dev/null
	echo $?
done
