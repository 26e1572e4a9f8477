#!/bin/bash
# classify.md: "Evidence, not a bare rate".  Every tenth of 100 runs fails, once
# twice in a row: (9.5 / 89) ^ 2 and what is before it are far above .001.  With
# a new revision for each run only the first failure, before which none was, is
# one: (1.5 / 20) ^ 1 is above .01.
. "$TESTS/classify/lib.bash"
ten=pppppppppf
half=$ten$ten$ten$ten$ten
runs 1 t ${half}ppppppppff$half | classify | labels | grep -c regression
all=$half$half
for ((i = 0; i < ${#all}; i++)); do
	runs $((i + 1)) t ${all:i:1} "\"revision\":\"$i\""
done | classify | labels | grep regression
