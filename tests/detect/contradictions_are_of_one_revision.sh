#!/bin/bash
# classify.md: same revision, both results; each revision once.  A retry that
# passed is one, a failure at each of two revisions is none.
. "$TESTS/detect/lib.bash"
revisions() { # TEST LETTERS REVISIONS
	results "$1" "$2" | jq -c --arg r "$3" '.revision =
	    $r[(.run_id | tonumber):][:1]'
}
{
	revisions one ppppfpppp aaaaaaaab
	revisions two ppfppppfp aaabbbbbb
	revisions apart pppppfppf aaaaabccd
	results retried pppfppp | jq -c '.attempt = 1'
	results retried ppppppp | jq -c '.attempt = 2'
} | detect --only --method contradiction | jq -r '[.test_name, .severity,
    .class, .evidence.recent.contradictions] | @tsv'
