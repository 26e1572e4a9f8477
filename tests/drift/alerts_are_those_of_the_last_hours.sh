#!/bin/bash
. "$TESTS/drift/data.bash"
{
	alert a old critical 2026-01-28T00:00:00Z
	alert b recent low 2026-01-30T12:00:00Z
	alert c newest high 2026-01-30T18:00:00Z
	alert d later high 2026-02-01T00:00:00Z
} | store
drift alerts --now $NOW
echo --
drift alerts --hours 72 --severity high --now $NOW
echo --
drift alerts --hours 2d --test 'rec*' --unacknowledged --now $NOW
