#!/bin/bash
. "$TESTS/notify/lib.bash"
payload webhook --link https://ci.example.org/17
