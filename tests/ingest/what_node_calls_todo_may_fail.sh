#!/bin/bash
# node --test ends with 0 when only tests with {todo: true} fail; its JUnit of
# such a test has <skipped type="todo"> and <failure>, and is skipped in its TAP.
cat >node.xml <<'X'
<testsuites>
	<testcase name="later" time="0.1" classname="test" failure="not yet">
		<skipped type="todo" message="true"/>
		<failure type="testCodeFailure" message="not yet">Error</failure>
	</testcase>
	<testcase name="fails" time="0.1" classname="test" failure="no">
		<failure type="testCodeFailure" message="no">Error</failure>
	</testcase>
	<testcase name="skips and fails" time="0.1" classname="test">
		<skipped type="skipped" message="true"/>
		<failure type="testCodeFailure" message="no">Error</failure>
	</testcase>
</testsuites>
X
drift ingest --at 2026-01-01 node.xml |
    jq -c 'select(.kind == "result") | [.test_name, .status, .message]'
