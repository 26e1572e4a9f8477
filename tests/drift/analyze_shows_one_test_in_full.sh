#!/bin/bash
. "$TESTS/drift/data.bash"
{
	measurements 'pay[1,2]' flaky 0.95 0.95 0.95 0.95 0.95 0.95 0.67 0.68 0.69 0.70 0.71 0.72
	measurements pay1 stable 0.9 0.9 0.9
} | store
drift analyze 'pay[1,2]' --now $NOW
echo "$?"
drift analyze nothing --now $NOW
echo "$?"
