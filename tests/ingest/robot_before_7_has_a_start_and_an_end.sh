#!/bin/bash
# Version 3.2: the time is not that of ISO 8601, and may be missing.
cat >r.xml <<'E'
<robot generator="Robot 3.2.2 (Python 3.8.2 on linux)" generated="20260131 10:00:00.000" rpa="false">
<suite id="s1" name="Cart" source="/nowhere/cart.robot">
<test id="s1-t1" name="Adds"><tags><tag>slow</tag></tags><status status="PASS" starttime="20260131 10:00:00.250" endtime="20260131 10:00:01.500" critical="yes"></status></test>
<test id="s1-t2" name="Pays"><status status="FAIL" starttime="20260131 10:00:02.000" endtime="N/A" critical="yes">no</status></test>
<test id="s1-t3" name="Ships"><status status="NOT_RUN" starttime="N/A" endtime="N/A"></status></test>
<status status="FAIL" starttime="20260131 10:00:00.000" endtime="20260131 10:00:03.000"></status>
</suite></robot>
E
ingest --run-id r --tz +01:00 --at 2026-01-31T11:00:00Z r.xml |
    jq -c 'select(.kind == "result") | [.test_name, .status, .timestamp, .duration, .file]'
