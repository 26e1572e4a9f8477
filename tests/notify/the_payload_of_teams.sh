#!/bin/bash
. "$TESTS/notify/lib.bash"
payload teams --link https://ci.example.org/17
