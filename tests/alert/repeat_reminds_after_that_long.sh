#!/bin/bash
# alert.md, --repeat: at the first finding at least that long after the last;
# a bare number means hours.
. "$TESTS/alert/lib.bash"
analyses hhhhhhhhhh >in
alert --repeat 4h in | told
echo
alert --repeat 3 in | told
