#!/bin/bash
{ echo '<testsuite name="s"><testcase name="a"><failure message="m">'
  yes 0123456789abcdef | head -n 5000
  echo '</failure></testcase></testsuite>'; } >r.xml
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -r 'select(.kind == "result") | (.details | length), .details[-24:]'
