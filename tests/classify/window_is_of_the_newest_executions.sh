#!/bin/bash
# classify(1), --window: of ten failures and five passes the last five count.
. "$TESTS/classify/lib.bash"
{
	runs 1 t ffffffffffpppp | history
	result 15 t passed
} | classify --window 5 | labels
