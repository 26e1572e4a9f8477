#!/bin/bash
# detect(1): twenty runs on each of three systems, one fails every fourth.
. "$TESTS/detect/lib.bash"
on() { jq -c --arg c "$1" '.context = $c'; }
{
	results t pppppppppppppppppppp | on linux
	results t pppppppppppppppppppp | on macos
	results t fppfpfpfppfppfppfppp | on windows
	results u ppppppppppfppppppppp | on linux
	results u pppppppppppppppppppp | on macos
} | detect --only --method rate | jq -r '[.test_name, .context, .class,
    (.evidence.elsewhere | "\(.failures // "-")/\(.n // "-")")] | @tsv'
