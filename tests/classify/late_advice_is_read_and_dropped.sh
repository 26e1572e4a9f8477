#!/bin/bash
# classify.md: "late answers are read and dropped": the first test's answer comes
# when the test is long out; the second never gets it.
. "$TESTS/classify/lib.bash"
. "$TESTS/contract/lib.bash"
slow="until [ -e go ]; do sleep 0.01; done; $name"
{
	signals 1
	until_lines out 2 || echo "it is not out" >&2
	touch go
	signals 5 | tail -n 4
} | classify --metrics --enrich "$slow" --enrich-timeout 200ms >out
advice <out | head -n 1
jq -c 'select(.enrichment and .enrichment.insights != [.test_name])' out
jq -r 'select(.kind == "measurement") | .test_name' out | xargs
