#!/bin/bash
# design.md 4: "recall says of: none, everything passes, nothing is derived".
. "$TESTS/detect/lib.bash"
{
	echo '{"kind":"history","of":"none","reason":"the database is away"}'
	measurements t .9 .9 .5
	results u pppfff
} | detect --each --summary | grep -c -v '"kind":"\(measurement\|result\|history\)"'
