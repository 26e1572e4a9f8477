#!/bin/bash
# The tests had ended with a status of their own before the teardown.
cat >r.xml <<'E'
<robot generator="Robot 7.0 (Python 3.11.2 on linux)"><suite name="Shop"><suite name="Cart">
<test name="Adds"><status status="PASS" start="2026-01-31T10:00:00.000000" elapsed="1"/></test>
<kw name="Close" type="TEARDOWN"><status status="FAIL">key lost</status></kw>
<status status="FAIL" start="2026-01-31T10:00:00.000000" elapsed="1">Suite teardown failed:
key lost</status>
</suite><suite name="Till">
<kw name="Open" type="SETUP"><status status="FAIL">stuck</status></kw>
<test name="Opens"><status status="FAIL" start="2026-01-31T10:00:00.000000" elapsed="0">Parent suite setup failed:
stuck</status></test>
<status status="FAIL">Suite setup failed:
stuck</status>
</suite></suite>
<errors><msg time="2026-01-31T10:00:00" level="WARN">old</msg><msg time="2026-01-31T10:00:00" level="ERROR">Resource file 'nope' does not exist.</msg></errors>
</robot>
E
ingest --run-id r --tz UTC r.xml | jq -c '[.test_name, .status, .message, .reports[0].errors?]'
# A description of a machine.
echo '<robot name="r2d2"><link name="leg"/></robot>' >r2d2.urdf
ingest r2d2.urdf
