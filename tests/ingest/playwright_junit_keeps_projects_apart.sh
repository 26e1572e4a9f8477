#!/bin/bash
# Playwright 1.5x writes a suite per file and project into JUnit, and the
# project as its host: a test that passes in one browser and fails in another
# is no test that was tried twice.  Another tool's host is no part of a name.
suite() { # HOST NAME CHILD
	printf '<testsuite name="a.spec.js" hostname="%s" tests="1">' "$1"
	printf '<testcase name="shop › pays" classname="%s">%s</testcase>' "$2" "$3"
	printf '</testsuite>\n'
}
names() {
	drift ingest --at 2026-01-01 "$1" 2>/dev/null |
	    jq -c 'select(.kind == "result") | [.test_name, .status, .attempt]'
}
{
	echo '<testsuites id="" name="" tests="2">'
	suite chromium a.spec.js
	suite firefox a.spec.js '<failure message="no"/>'
	suite '' a.spec.js
	suite firefox b.spec.js
	echo '</testsuites>'
} >playwright.xml
names playwright.xml
echo 'and of another tool:'
sed 's/ id=""//' playwright.xml >other.xml
names other.xml
