#!/bin/bash
# The operand is told from an option's value by a list in drift.c.
for verb in $(store-sqlite -h | sed -n '/\[write|/{
    s/.*\[\(write|[a-z|]*\)\].*/\1/;s/|/ /g;p;}'); do
	store-sqlite $verb -h | sed -n 's/^ .*--\([a-z-]*\) [A-Z[a-z].*/\1 &/p' |
	    awk '$0 !~ /--[a-z-]+   / { print $1 }'
done | sort -u | grep -v -e project -e help -e version >theirs
sed -n '/ valued\[\] /,/NULL/p' "$TESTS/../filters/drift.c" |
    grep -o '"[a-z-]*"' | tr -d '"' | sort -u >ours
diff theirs ours
