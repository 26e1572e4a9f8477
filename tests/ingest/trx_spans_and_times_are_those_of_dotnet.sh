#!/bin/bash
cat >r.trx <<'E'
<TestRun><Times creation="2026-01-31T09:00:00Z" start="2026-01-31T10:00:00.1234567+01:00"/><Results>
  <UnitTestResult testName="ticks" outcome="Passed" duration="00:00:00.0001365" startTime="2026-01-31T10:00:01.5000000+01:00"/>
  <UnitTestResult testName="days" outcome="Passed" duration="1.02:03:04.5"/>
  <UnitTestResult testName="never began" outcome="NotExecuted" startTime="0001-01-01T00:00:00.0000000+00:00"/>
  <UnitTestResult testName="odd" outcome="Passed" duration="-00:00:01"/>
  <UnitTestResult testName="long" outcome="Passed" duration="1:2:3:4:5:6:7:8:9:10:11:12"/>
</Results></TestRun>
E
ingest --run-id r r.trx |
    jq -c 'select(.kind == "result") | [.test_name, .duration, .timestamp]'
