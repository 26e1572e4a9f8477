#!/bin/bash
# scipy.stats.fisher_exact: [[7,0],[0,7]] 2/3432, [[7,0],[1,6]] 16/3432, above
# .001 for 21 values; [[5,0],[0,5]] 2/252, up to .01 for 10.
. "$TESTS/detect/lib.bash"
{
	results a pppppppppppppffffffff
	results b pppppppppppppppfffeff
	results c pppppfffff
} | detect --only --method windows | jq -r '[.test_name, .severity, (.p_value * 1e9 | round),
    .evidence] | tostring'
