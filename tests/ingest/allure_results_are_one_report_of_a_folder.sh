#!/bin/bash
# What allure-mocha wrote, see tests/formats/allure; in whatever folder it is,
# and beside whatever else lies there.
show() {
	jq -c 'select(.kind == "result") | [.test_name, .status, .attempt,
	    .retried, .duration, .suite, .owner, .framework, .failure_id,
	    .message]'
}
ingest "$TESTS/formats/allure/results" 2>/dev/null | show
mkdir -p build/allure
cp "$TESTS"/formats/allure/results/*.json build/allure
echo '<testsuite name="s"><testcase name="no report"/></testsuite>' >build/allure/1-attachment.xml
echo '<testsuite name="s"><testcase name="a report"/></testsuite>' >build/allure/junit.xml
ingest build | jq -c 'select(.kind == "run") | [.run_id == .reports[0].digest, .tests]'
ingest build/allure/11-result.json | show
