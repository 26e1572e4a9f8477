#!/bin/bash
# alert.md, --for: N findings in a row, or a span since the first of the row.
. "$TESTS/alert/lib.bash"
analyses hhnhhh | alert --for 3 | told
echo
analyses hhnhhhh | alert --for 3h | told
