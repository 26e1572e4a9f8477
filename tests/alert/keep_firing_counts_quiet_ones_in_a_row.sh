#!/bin/bash
# alert.md, --keep-firing.
. "$TESTS/alert/lib.bash"
analyses hnh | alert --keep-firing 1 | told
echo
analyses hnnhnnn | alert --keep-firing 3 --no-resolved | told
echo
analyses hnnhnnn | alert --keep-firing 3 | told
