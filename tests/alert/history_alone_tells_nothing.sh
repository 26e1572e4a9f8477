#!/bin/bash
# records.md: history "say nothing about it and pass it on".
. "$TESTS/alert/lib.bash"
analyses hhnnh | history >in
alert in | cmp - in
