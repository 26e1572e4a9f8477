#!/bin/bash
junit='<testsuite name="s"><testcase name="a"/></testsuite>'
nunit='<test-run><test-case fullname="b" result="Passed"/></test-run>'
printf '%s\n%s' "$junit" "$nunit" >1.xml
printf '%s\n%s' "$nunit" "$junit" >2.xml
printf '%s\nwords' "$junit" >3.xml
printf '%s\n<testsuite>\n<testcase name="cut"' "$junit" >4.xml
ingest --run-id r --at 2026-01-31T10:00:00Z ./*.xml >out
status=$?
jq -c 'select(.kind == "result") | .test_name' out
exit $status
