#!/bin/bash
cat >r.xml <<'E'
<test-run>
  <test-suite type="Assembly" name="Gone.dll" testcasecount="0" runstate="NotRunnable" result="Failed" label="Invalid">
    <reason><message>File not found: Gone.dll</message></reason>
  </test-suite>
  <test-suite type="TestFixture" name="Cart" testcasecount="1" result="Failed" site="TearDown">
    <failure><message>TearDown : System.Exception : key lost</message></failure>
    <test-case fullname="Shop.Cart.Adds" result="Passed"/>
  </test-suite>
  <test-suite type="TestFixture" name="Till" testcasecount="1" result="Failed" label="Error" site="SetUp">
    <failure><message>System.Exception : stuck</message></failure>
    <test-case fullname="Shop.Till.Opens" result="Failed" label="Error" site="Parent"><failure><message>OneTimeSetUp: System.Exception : stuck</message></failure></test-case>
  </test-suite>
</test-run>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "run") | .reports[0].errors'
