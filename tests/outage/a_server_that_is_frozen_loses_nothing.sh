#!/bin/bash
# postgres only: a server that neither answers nor ends, and goes on later
. "$TESTS/outage/server.bash"
timeout=2s
own
through 'server freeze' 'server thaw' 'the server does not answer'
