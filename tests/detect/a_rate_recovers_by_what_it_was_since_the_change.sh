#!/bin/bash
# detect(1), method rate: three passes in a row are nothing to a test that has
# failed every other time for long, whatever the first four after the change
# were; to one that always failed since, five are.
. "$TESTS/detect/lib.bash"
{
	results half pppppppppppppppppppppppppppppppppppppppfffffpfppffpfpfpfppfppp
	results broken pppppppppppppppppppppppppppppppppppppppfffffffffffppppp
} | detect --only --method rate | jq -r 'select(.evidence.earlier | not) |
    "\(.test_name) \(.severity) \(.direction)"'
