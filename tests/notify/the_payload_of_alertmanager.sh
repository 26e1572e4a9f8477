#!/bin/bash
. "$TESTS/notify/lib.bash"
payload alertmanager --link https://ci.example.org/17
