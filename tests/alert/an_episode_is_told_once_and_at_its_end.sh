#!/bin/bash
# alert.md: one alert per episode, resolved by the second quiet analysis in a
# row (--keep-firing 2); then the next one.
. "$TESTS/alert/lib.bash"
analyses nhhnhnnnh | alert | told
echo quietly
analyses nhhnhnnnh | alert --no-resolved | told
analyses nhhnhnnnh | alert --no-resolved --resolved | told
