#!/bin/bash
# detect(1): -25 % is high; found with -e from there on.
. "$TESTS/detect/lib.bash"
measurements t .8 .8 .6 >in
for level in low moderate high critical; do
	detect -e --fail-on $level in >out
	echo $level $?
done
