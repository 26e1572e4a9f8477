#!/bin/bash
# Every literal block under EXAMPLES of a program's page is run, in an empty
# folder of its own; store-pg's are run where the tour's are, with a server.
. "$TESTS/manual/blocks.bash"
count=0
for page in "$TESTS"/../filters/*.1; do
	[[ $page != */store-pg.1 ]] || continue
	mkdir "$here/blocks"
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/p' "$page" |
	    page_blocks "$here/blocks" || exit
	[ -e "$here/blocks/1" ] || say 'has no examples' </dev/null
	for block in "$here"/blocks/*; do
		[ -e "$block" ] || continue
		mkdir "$here/work" && cd "$here/work" || exit
		run_block "$block"
		cd "$here" && rm -rf work && count=$((count + 1))
	done
	rm -rf blocks
done
[ $count -gt 0 ]
