#!/bin/bash
# detect(1), method rate: the classes, and severity none where all is as ever.
. "$TESTS/detect/lib.bash"
{
	results broken ppppppppppppppppppppffff
	results always ffffff
	results flaky ppppfpppppfppppppfpppppp
	results repaired pppppppppppppppppppffffffpppppppppppppppppppp
	results stable pppppppppp
	results once ppppppppppfppppppppp
	results new pp
	results skipped pppppppsss
	results never sss
} | detect --only --method rate | jq -r '[.test_name, .class, .severity,
    .flake_rate // "-"] | @tsv'
