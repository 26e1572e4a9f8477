#!/bin/bash
# ASSUMPTIONS 9: at end of input the order does not matter.
. "$TESTS/detect/lib.bash"
{
	measurements b .9 .8 .7 .6 .5
	measurements a .1 .2 .3 .4 .9
} >forth
tac forth >back
detect --only --method windows forth >1
detect --only --method windows back >2
cmp 1 2 && wc -l <1
