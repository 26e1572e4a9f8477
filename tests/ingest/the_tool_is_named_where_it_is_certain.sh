#!/bin/bash
while read -r name xml; do
	echo "$xml" >r.xml
	got=$(ingest r.xml 2>/dev/null | jq -r 'select(.kind == "result") | .framework')
	echo "$name: $got"
done <<'E'
pytest <testsuites><testsuite name="pytest"><testcase name="a"/></testsuite></testsuites>
jest <testsuites name="jest tests"><testsuite name="s"><testcase name="a"/></testsuite></testsuites>
gtest <testsuites name="AllTests"><testsuite name="s"><testcase name="a"/></testsuite></testsuites>
surefire <testsuite name="s"><properties><property name="surefire.real.class.path" value=""/></properties><testcase name="a"/></testsuite>
go <testsuite name="s"><properties><property name="go.version" value="go1.22"/></properties><testcase name="a"/></testsuite>
nextest <testsuites name="nextest-run"><testsuite name="s"><testcase name="a"/></testsuite></testsuites>
phpunit <testsuite name="s"><testcase name="a" class="A\B" classname="A.B" assertions="1"/></testsuite>
bats <testsuite name="s"><testcase name="a" classname="shop.bats"/></testsuite>
ctest <testsuite name="s"><testcase name="a" classname="a" status="run"/></testsuite>
nobody <testsuite name="s"><testcase name="a"/></testsuite>
E
