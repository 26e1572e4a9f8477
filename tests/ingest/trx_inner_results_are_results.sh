#!/bin/bash
# Rows of data, here two that bear the name of their test.
cat >r.trx <<'E'
<TestRun><Results>
  <UnitTestResult testId="1" testName="Adds" outcome="Failed" duration="00:00:03" resultType="DataDrivenTest">
    <Output><ErrorInfo><Message>a row failed</Message></ErrorInfo></Output>
    <InnerResults>
      <UnitTestResult testId="1" testName="Adds" dataRowInfo="0" outcome="Passed" duration="00:00:01"/>
      <UnitTestResult testId="1" testName="Adds" dataRowInfo="1" outcome="Failed" duration="00:00:02">
        <Output><ErrorInfo><Message>2 is not 3</Message></ErrorInfo></Output>
      </UnitTestResult>
    </InnerResults>
  </UnitTestResult>
  <TestResultAggregation testName="an ordered test" outcome="Passed"><InnerResults>
    <UnitTestResult testId="2" testName="Pays (1,2)" outcome="Passed"/>
    <WebTestResult testName="Home" outcome="Passed"/>
  </InnerResults></TestResultAggregation>
</Results></TestRun>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.trx |
    jq -c 'select(.kind == "result") | [.test_name, .status, .attempt, .duration, .message]'
