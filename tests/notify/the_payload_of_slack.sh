#!/bin/bash
. "$TESTS/notify/lib.bash"
payload slack --link https://ci.example.org/17
