#!/bin/bash
. "$TESTS/drift/data.bash"
{
	measurements pay flaky 0.5 0.755
	measurements add stable 0.9 1
	alert a pay high 2026-01-30T12:00:00Z
} | store
drift stats --days 30 --now $NOW | sed "s|[1-9][0-9]* bytes|N bytes|"
echo --
drift stats --days 30 --now $NOW --category stable | head -n 4
