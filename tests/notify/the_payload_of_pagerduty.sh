#!/bin/bash
. "$TESTS/notify/lib.bash"
payload pagerduty --link https://ci.example.org/17
