#!/bin/bash
cat >r.xml <<'E'
<testsuites><testsuite name="phpunit.xml">
  <testsuite name="Unit">
    <testsuite name="Tests\Unit\CartTest">
      <testcase name="test_adds" classname="Tests.Unit.CartTest"/>
      <testsuite name="Tests\Unit\CartTest::test_rows">
        <testcase name="test_rows with data set #0" classname="Tests.Unit.CartTest"/>
      </testsuite>
      <testsuite name="on Sundays">
        <testcase name="test_adds" classname="Tests.Unit.CartTest"/>
      </testsuite>
    </testsuite>
  </testsuite>
</testsuite>
<testsuite name="a cart"><testsuite name="when empty">
  <testcase name="has no items" classname="test" file="test/cart.js"/>
  <testcase name="costs nothing" classname="test"/>
</testsuite></testsuite></testsuites>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name, .suite]'
