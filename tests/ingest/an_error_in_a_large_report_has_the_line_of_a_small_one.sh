#!/bin/bash
# From 256 KiB on two threads read: records and lines are as with one.
make() { # TESTS LINE: a report of so many tests, that line behind half of them
	echo '<testsuite name="Cart" timestamp="2026-01-31T10:00:00Z">'
	seq "$1" | sed "s|.*|<testcase classname=\"Cart\" name=\"adds &\" time=\"0.5\"><failure>Wanted\n&</failure></testcase>|;$(($1 / 2))a$2"
	echo '</testsuite>'
}
for n in 20 40000; do
	make $n '</testcase>' >broken.xml
	ingest --run-id r broken.xml | jq -r '.test_name // empty' | tail -n 1
	echo "${PIPESTATUS[0]}"
	make $n '<testcase name="x" time="soon"/>' >refused.xml
	ingest --run-id r --strict refused.xml | jq -r '.test_name // empty' | tail -n 1
	echo "${PIPESTATUS[0]}"
done
# TRX: definitions in the middle, and behind them results nested too deep.
for n in 20 20000; do
	{ echo '<TestRun><Results>'
	  seq $n | sed 's|.*|<UnitTestResult testId="&" testName="Adds &" outcome="Passed"/>|'
	  echo '</Results><TestDefinitions>'
	  seq $n | sed 's|.*|<UnitTest id="&"><TestMethod\n className="Cart"/></UnitTest>|'
	  echo '</TestDefinitions><Results>'
	  yes '<UnitTestResult testName="Deep">' | head -n 9
	  yes '</UnitTestResult>' | head -n 9
	  echo '</Results></TestRun>'; } >deep.trx
	ingest --run-id r deep.trx | jq -r '.test_name // empty' | tail -n 1
done
