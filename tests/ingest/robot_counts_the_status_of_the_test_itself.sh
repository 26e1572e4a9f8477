#!/bin/bash
# Written by hand after the schema of version 7, as all of Robot's here.
cat >r.xml <<'E'
<?xml version="1.0" encoding="UTF-8"?>
<robot generator="Robot 7.0 (Python 3.11.2 on linux)" generated="2026-01-31T10:00:00.000000" rpa="false" schemaversion="5">
<suite id="s1" name="Shop" source="shop"><suite id="s1-s1" name="Cart" source="shop/cart.robot">
<kw name="Open" type="SETUP"><status status="PASS" start="2026-01-31T10:00:00.000000" elapsed="0.1"/></kw>
<test id="s1-s1-t1" name="Adds" line="5">
<kw name="Try"><kw name="Fail"><msg level="FAIL" time="2026-01-31T10:00:00.000000">inner</msg><status status="FAIL" start="2026-01-31T10:00:00.000000" elapsed="9">inner</status></kw>
<status status="NOT RUN" start="2026-01-31T10:00:00.000000" elapsed="9"/></kw>
<doc>words</doc><tag>slow</tag>
<status status="PASS" start="2026-01-31T10:00:01.250000" elapsed="2.500000">Custom message</status>
</test>
<test id="s1-s1-t2" name="Pays" line="9"><kw name="Close" type="TEARDOWN"><status status="FAIL" start="2026-01-31T10:00:00.000000" elapsed="1"/></kw>
<status status="FAIL" start="2026-01-31T10:00:05.000000" elapsed="1.0">Teardown failed:
key lost</status></test>
<test name="Ships"><status status="SKIP">until spring</status></test>
<test name="Waits"><status status="NOT RUN"/></test>
<test name="Breaks"></test>
<status status="FAIL" start="2026-01-31T10:00:00.000000" elapsed="10"/>
</suite></suite>
<statistics><suite><stat name="Shop" id="s1" pass="1" fail="1" skip="1">Shop</stat></suite></statistics>
<errors/>
</robot>
E
ingest --run-id r --tz UTC --at 2026-01-31T11:00:00Z r.xml | jq -c 'select(.kind == "result") |
    del(.kind, .project, .run_id, .report, .framework, .attempt)'
