#!/bin/bash
# design.md 4: recall says of: none, nothing is derived.
. "$TESTS/alert/lib.bash"
{
	echo '{"kind":"history","of":"none","reason":"the database is away"}'
	analyses hc
} | alert | told
