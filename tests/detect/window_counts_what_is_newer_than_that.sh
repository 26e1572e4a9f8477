#!/bin/bash
# ASSUMPTIONS 8: timestamp > now - W, strictly: of the days 1 to 9 there are
# six within 7 days before the 10th, and 3 Jan does not count.
. "$TESTS/detect/lib.bash"
measurements t .1 .1 .1 .9 .9 .9 .9 .9 .9 |
    detect --only --method windows --window 7d --now 2026-01-10T00:00:00Z |
    jq -c '[.measurements_count, .severity, .time_span_seconds]'
