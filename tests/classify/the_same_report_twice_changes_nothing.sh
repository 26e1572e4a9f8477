#!/bin/bash
# classify.md: "Ingesting the same report twice, in any order, changes
# nothing": the same run gives the same measurement, whether it comes again at
# once, after another one, or after it was remembered.
. "$TESTS/classify/lib.bash"
past() {
	runs 1 t ppppp '"revision":"a"'
	result 6 t failed '"revision":"b","failure_id":"x"'
}
seven() {
	result 7 t failed '"revision":"b","failure_id":"y","details":"a\nb"'
}
eight() {
	result 8 t passed '"revision":"c"'
}
{ past | history; seven; } | classify --only >once
sed -i '/history/d' once
for what in 'seven seven' 'seven eight seven' 'eight seven'; do
	{ past | history; for run in $what; do $run; done; } | classify --only |
	    grep '"r7"' | grep -v history | sort -u | cmp - once
done
{ past; seven; } | history | cat - <(seven) | classify --only |
    grep -v history | cmp - once
wc -l <once
