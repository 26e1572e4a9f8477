#!/bin/bash
# detect(1): executions are known by run and report, and ordered by time.
. "$TESTS/detect/lib.bash"
{
	results a ppppppppppppppppppppppppfpppppfffpfffff
	results b ppfppppfpppppppppfpppppppppfp
} | jq -c '.duration = (.run_id | tonumber | . * 7 % 5 + 3) |
    .revision = (.run_id[:1])' >in
detect --only in >1
for seed in 1 2 3; do
	cat in in | shuf --random-source=<(yes $seed) | detect --only |
	    diff 1 - || echo "seed $seed"
done
