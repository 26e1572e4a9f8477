#!/bin/bash
printf '<testsuite name="s">\n<testcase name="a"/>\n' >r.xml
printf '<testcase name="b"><system-out>\033</system-out></testcase>\n' >>r.xml
printf '</testsuite>\n' >>r.xml
ingest --strict --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c '[.kind, .test_name]'

printf '<testsuite name="s">\n<testcase name="a" time="x"/></testsuite>' >t.xml
ingest --strict --run-id r --at 2026-01-31T10:00:00Z t.xml
