#!/bin/bash
. "$TESTS/notify/lib.bash"
payload discord --link https://ci.example.org/17
