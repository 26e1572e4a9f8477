#!/bin/bash
. "$TESTS/notify/lib.bash"
payload openmetrics --link https://ci.example.org/17
