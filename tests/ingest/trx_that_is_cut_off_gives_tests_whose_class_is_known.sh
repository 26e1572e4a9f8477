#!/bin/bash
# vstest writes the classes last: without them, a name would be another one.
cat >visual.trx <<'E'
<TestRun>
<TestDefinitions><UnitTest id="1"><TestMethod className="Shop.Cart"/></UnitTest></TestDefinitions>
<Results><UnitTestResult testId="1" testName="Adds" outcome="Passed"/>
<UnitTestResult testId="1" testName="A
E
cat >vstest.trx <<'E'
<TestRun>
<Results><UnitTestResult testId="1" testName="Adds" outcome="Passed"/>
<UnitTestResult testId="2" testName="Pays" outcome="Passed"/></Results>
<TestDefinitions><UnitTest id="1"><TestMethod className="Shop.Cart"/></UnitTest>
E
for f in visual vstest; do
	ingest --run-id r --at 2026-01-31T10:00:00Z $f.trx |
	    jq -r 'select(.kind == "result") | .test_name'
	echo "${PIPESTATUS[0]}"
done
