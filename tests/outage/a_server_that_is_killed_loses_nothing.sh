#!/bin/bash
# postgres only: a server that ends at once, and recovers
. "$TESTS/outage/server.bash"
own
through 'server kill' 'server start' "$gone"
