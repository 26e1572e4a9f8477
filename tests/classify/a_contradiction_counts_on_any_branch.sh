#!/bin/bash
# classify.md: "contradictions of one revision count anywhere": a revision that
# passed and failed on a branch proves it, for main as well.
. "$TESTS/classify/lib.bash"
{
	runs 1 t pppppppppp '"branch":"main","revision":"a"'
	runs 11 t pf '"branch":"fix","revision":"b"'
	result 13 t passed '"branch":"main","revision":"c"'
} | classify | labels | tail -n 3
