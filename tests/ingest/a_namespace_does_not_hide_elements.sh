#!/bin/bash
cat >r.xml <<'E'
<j:testsuites xmlns:j="urn:j"><j:testsuite name="s"><j:testcase name="a"><j:failure/></j:testcase></j:testsuite></j:testsuites>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name, .status]'
