#!/bin/bash
. "$TESTS/drift/data.bash"
measurements add stable 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 | store
drift status --now $NOW
echo ==
{
	measurements pay flaky 0.95 0.95 0.95 0.95 0.95 0.95 0.67 0.68 0.69 0.70 0.71 0.72
	measurements log stable 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.9 0.9 0.9 0.9 0.9
	alert a pay high 2026-01-30T12:00:00Z
} | store
drift status --window 60 --now $NOW
echo ==
drift status --now 2028-01-01
