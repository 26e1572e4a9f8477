#!/bin/bash
cat >r.xml <<'E'
<test-run id="0" start-time="2026-01-31 10:00:00Z">
  <test-suite type="Assembly" name="Shop.dll" fullname="C:/work/Shop.dll"><test-suite type="TestFixture" name="Cart" start-time="2026-01-31T10:00:01.25Z">
    <failure><message>One or more child tests had errors</message></failure>
    <test-case name="Adds(1)" fullname="Shop.Cart.Adds(1)" classname="Shop.Cart" result="Passed" start-time="2026-01-31T10:00:02Z" duration="0.022805"/>
    <test-case name="Pays" fullname="Shop.Cart.Pays" result="Failed" label="Error" time="1.5">
      <failure><message><![CDATA[System.Exception : no]]></message><stack-trace><![CDATA[   at Shop.Cart.Pays() in C:\work\Cart.cs:line 9]]></stack-trace></failure>
      <assertions><assertion result="Error"><message>again</message><stack-trace>again</stack-trace></assertion></assertions>
      <output>noise</output>
    </test-case>
    <test-case name="Ships" fullname="Shop.Cart.Ships" result="Skipped" label="Ignored"><reason><message>until spring</message></reason></test-case>
    <test-case name="Ships" fullname="Shop.Cart.Ships" result="Passed"/>
  </test-suite></test-suite>
</test-run>
E
ingest --run-id r r.xml | jq -c 'select(.kind == "result") |
    del(.kind, .project, .run_id, .report, .framework)'
