#!/bin/bash
# classify(1): (.5 / 21) ^ 4 = 3.2e-7 is below .0001, so the four failures no
# longer count once the test passes; two are too few for that.
. "$TESTS/classify/lib.bash"
{
	{ runs 1 four ppppppppppppppppppppffff
	runs 1 two ppppppppppppppppppppppff; } | history
	result 25 four passed
	result 25 two passed
} | classify | labels
