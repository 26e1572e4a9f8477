#!/bin/bash
# classify(1): the executions up to the one that is labelled.
. "$TESTS/classify/lib.bash"
{
	runs 4 t ppp | history
	result 2 t passed
	result 9 t passed
} | classify | labels
