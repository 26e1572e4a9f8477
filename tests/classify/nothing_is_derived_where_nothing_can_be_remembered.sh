#!/bin/bash
# design.md 4: an away database "must not make every test look new"; what
# another system counted needs no memory.
. "$TESTS/classify/lib.bash"
{
	echo '{"kind":"history","of":"none","reason":"the database is away"}'
	runs 1 t pp
	echo '{"kind":"signal","test_name":"s","timestamp":"2026-01-01T00:00:00Z"}'
} | classify | labels
