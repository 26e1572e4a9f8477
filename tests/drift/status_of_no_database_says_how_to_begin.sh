#!/bin/bash
# The pages of a server do not come from its first report.
DRIFT_DB=none.db drift status
echo "status $?"
DRIFT_DB=postgresql://127.0.0.1:1/none drift status 2>&1 | grep -c 'drift ci'
