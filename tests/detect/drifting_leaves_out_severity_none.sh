#!/bin/bash
# detect(1), --drifting and --method.
. "$TESTS/detect/lib.bash"
{
	measurements a .8 .8 .8
	measurements b .8 .8 .6
} >in
detect --only --method windows --drifting in | jq -r .test_name
detect --only --method category in
