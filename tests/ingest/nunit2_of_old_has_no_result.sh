#!/bin/bash
# Versions before 2.5; the console of 2.2 wrote seconds as the culture does.
cat >r.xml <<'E'
<test-results name="C:\work\Shop.dll" total="3" date="2008-01-31" time="10:00:00">
  <test-suite name="C:\work\Shop.dll" success="False" time="0,1"><results><test-suite name="Cart" success="False"><results>
    <test-case name="Shop.Cart.Adds" executed="True" success="True" time="0,0312"/>
    <test-case name="Shop.Cart.Pays" executed="True" success="False" time="0,01"><failure><message>no</message></failure></test-case>
    <test-case name="Shop.Cart.Ships" executed="False"><reason><message>until spring</message></reason></test-case>
  </results></test-suite></results></test-suite>
</test-results>
E
ingest --run-id r --tz +01:00 r.xml |
    jq -c 'select(.kind == "result") | [.test_name, .status, .duration, .timestamp, .suite, .message]'
