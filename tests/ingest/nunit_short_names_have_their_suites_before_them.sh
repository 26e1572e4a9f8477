#!/bin/bash
# As Pester and others write them; the first suite is a path there.
cat >r.xml <<'E'
<test-results name="Pester" date="2026-01-31" time="10:00:00">
  <test-suite type="TestFixture" name="/home/a/Shop.Tests.ps1"><results>
    <test-suite type="TestFixture" name="Cart"><results>
      <test-case name="adds" result="Success"/>
      <test-case name="Cart.pays" result="Success"/>
    </results></test-suite>
    <test-suite type="TestFixture" name="Till"><results>
      <test-case name="adds" result="Success"/>
      <test-case result="Success"/>
    </results></test-suite>
  </results></test-suite>
</test-results>
E
ingest --run-id r --tz UTC r.xml |
    jq -c 'select(.kind == "result") | [.test_name, .suite, .attempt]'
