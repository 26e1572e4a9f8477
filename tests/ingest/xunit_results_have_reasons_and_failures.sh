#!/bin/bash
cat >r.xml <<'E'
<assemblies schema-version="3" start-rtf="2026-01-31T10:00:00.0000000+01:00"><assembly name="/work/Shop.dll" run-date="2026-01-31" run-time="10:00:01" start-rtf="2026-01-31T10:00:01.0000000+01:00">
<collection>
  <test name="a" method="a" result="Pass" start-rtf="2026-01-31T10:00:02.5000000+01:00" source-file="src/Cart.cs" source-line="9"/>
  <test name="b" method="b" result="Pass"><source-file>src/Cart.cs</source-file><source-line>12</source-line></test>
  <test name="c" method="c" result="Skip"><reason><![CDATA[until spring]]></reason></test>
  <test name="d" method="d" result="NotRun"/>
  <test name="e" method="e" result="Fail"><traits><trait name="Category" value="slow"/></traits><output>noise</output>
    <failure exception-type="Xunit.Sdk.EqualException"><message>Assert.Equal() Failure</message><stack-trace>   at Shop.Cart.E() in /work/Cart.cs:line 9</stack-trace></failure></test>
  <test name="f" method="f" result="Unheard"/>
</collection></assembly></assemblies>
E
ingest --run-id r r.xml | jq -c 'select(.kind == "result") |
    del(.kind, .project, .run_id, .report, .framework, .attempt)'
