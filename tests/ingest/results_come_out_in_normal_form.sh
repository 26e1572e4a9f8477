#!/bin/bash
# Reading them again changes nothing: not a byte is printed in another way.
ingest "$TESTS"/samples/reports/run-*/*.xml >once 2>/dev/null
ingest -f ndjson once >twice 2>/dev/null
cmp once twice && [ -s once ]
