#!/bin/bash
# Written by hand after the documented schema, as all of xUnit.net's here.
cat >r.xml <<'E'
<assemblies><assembly name="C:\work\bin\Shop.Tests.dll" run-date="2026-01-31" run-time="10:00:00"><errors/>
<collection name="Test collection for Shop.Cart (id: 1f)">
  <test name="Shop.Cart.Adds" type="Shop.Cart" method="Adds" time="0.0063709" result="Pass"/>
  <test name="Shop.Cart.Taxes(rate: 1, land: &quot;DE (old)&quot;)" type="Shop.Cart" method="Taxes" time="0.1" result="Pass"/>
  <test name="Shop.Cart.Taxes&lt;Int32&gt;(rate: 2)" type="Shop.Cart" method="Taxes" time="0.1" result="Pass"/>
  <test name="takes no more than it should(rate: 3)" type="Shop.Cart" method="Taxes" time="0.1" result="Pass"/>
  <test name="Shop.Cart.Taxes [a label]" type="Shop.Cart" method="Taxes" time="0.1" result="Pass"/>
  <test name="Taxes(rate: 4)" type="Shop.Cart" method="Taxes" time="0.1" result="Pass"/>
  <test name="Shop.Cart.AddsTwo" type="Shop.Cart" method="Adds" time="0.1" result="Pass"/>
  <test name="Shop.Till.Opens" result="Pass"/>
</collection></assembly>
<assembly name="/home/a/Shop.Tests.exe"><collection><test name="Shop.Cart.Adds" type="Shop.Cart" method="Adds" result="Pass"/></collection></assembly>
</assemblies>
E
ingest --run-id r --tz UTC --at 2026-01-31T11:00:00Z r.xml |
    jq -c 'select(.kind == "result") | [.test_name, .attempt, .suite, .duration, .timestamp]'
