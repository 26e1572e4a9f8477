#!/bin/bash
# At 16 KiB; the details keep 64.
for fill in x xx xxx xxxx; do
	printf '<testsuite name="s"><testcase name="a"><failure message="%s%s"/></testcase></testsuite>' \
	    $fill "$(printf '☕%.0s' {1..9000})" >r.xml
	ingest --run-id r r.xml 2>/dev/null | ingest -f ndjson |
	    jq -r 'select(.kind == "result") | .message[-1:], (.message | utf8bytelength)'
done
