#!/bin/bash
# postgres only: a server that is away for a moment
. "$TESTS/outage/server.bash"
own
through 'server restart' true "$gone"
