#!/bin/bash
cat >r.xml <<'E'
<assemblies><assembly name="Shop.dll" errors="1">
<errors><error type="test-class-cleanup" name="Shop.Cart"><failure exception-type="System.Exception"><message>key lost</message><stack-trace>at x</stack-trace></failure></error></errors>
<collection><test name="a" result="Pass"/></collection></assembly></assemblies>
E
ingest --run-id r --at 2026-01-31T11:00:00Z r.xml | jq -c 'select(.kind == "run") | .reports[0].errors'
