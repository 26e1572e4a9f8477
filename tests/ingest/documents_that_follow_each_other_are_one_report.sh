#!/bin/bash
# As cat(1) puts them, in every format that is XML.
head='<?xml version="1.0" encoding="UTF-8"?>'
cat_twice() { # NAME DOCUMENT
	printf '%s\n%s\n%s%s' "$head" "$2" "$head" "$2" >"$1.xml"
}
cat_twice ctest '<Site><Testing><Test Status="passed"><Name>a</Name></Test></Testing></Site>'
cat_twice junit '<testsuite name="s"><testcase name="a"/></testsuite>'
cat_twice nunit2 '<test-results><test-case name="a" result="Success"/></test-results>'
cat_twice nunit3 '<test-run><test-case fullname="a" result="Passed"/></test-run>'
cat_twice robot '<robot generator="Robot 7.0"><suite name="s"><test name="a"><status status="PASS"/></test></suite></robot>'
cat_twice trx '<TestRun><Results><UnitTestResult testId="1" testName="a" outcome="Passed"/></Results><TestDefinitions><UnitTest id="1"><TestMethod className="c"/></UnitTest></TestDefinitions></TestRun>'
cat_twice xunit '<assemblies><assembly name="s.dll"><test name="a" result="Pass"/></assembly></assemblies>'
ingest --run-id r --at 2026-01-31T10:00:00Z ./*.xml |
    jq -c 'select(.kind == "result") | [.test_name, .attempt, .status]'
