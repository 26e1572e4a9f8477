#!/bin/bash
ingest -f junt r.xml 2>&1 | sed 's/ csv$/ .../; s/junit .* \.\.\./junit .../'
