#!/bin/bash
# records.md: "two modules of one run may hold the same test name".
. "$TESTS/classify/lib.bash"
{
	runs 1 t ppp | history
	result 4 t failed
	result 4 t passed | sed 's/"d4"/"e4"/'
} | classify | labels
