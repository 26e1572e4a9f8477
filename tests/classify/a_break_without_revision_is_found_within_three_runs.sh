#!/bin/bash
# classify(1): after 20 passes (.5 / 21) ^ 3 = 1.3e-5, at the third failure;
# .9 from the fifth on.  1/21 and 2/22 are below .1, .75 + 21 / 100 above .95.
. "$TESTS/classify/lib.bash"
{
	runs 1 t pppppppppppppppppppp | history
	runs 21 t fffff
} | classify | labels
