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
