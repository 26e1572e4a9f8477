#!/bin/bash
# postgres only: a server that is stopped in good order, and started later
. "$TESTS/outage/server.bash"
own
through 'server halt' 'server start' "$gone"
