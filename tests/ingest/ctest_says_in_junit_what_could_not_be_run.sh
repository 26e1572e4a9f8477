#!/bin/bash
# CTest 3.25, --output-junit; a test that is disabled is skipped.
cat >r.xml <<'X'
<testsuite name="Linux-c++" tests="2" failures="0" disabled="1" skipped="1">
	<testcase name="gone" classname="gone" time="0" status="notrun">
		<skipped message="Unable to find executable"/>
		<system-out>Unable to find executable: nowhere</system-out>
	</testcase>
	<testcase name="off" classname="off" time="0" status="disabled">
		<skipped message="Disabled"/>
	</testcase>
</testsuite>
X
ingest r.xml 2>/dev/null | jq -c '[.test_name, .status, .message, .errored]'
