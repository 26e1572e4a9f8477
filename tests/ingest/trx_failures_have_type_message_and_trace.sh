#!/bin/bash
cat >r.trx <<'E'
<TestRun><Results>
  <UnitTestResult testName="divides" outcome="Failed"><Output><StdOut>noise</StdOut><ErrorInfo>
    <Message>System.DivideByZeroException : Attempted to divide by zero.</Message>
    <StackTrace>   at Shop.Cart.Div(Int32 a) in C:\work\Cart.cs:line 9&#xD;
   at Shop.CartTests.Divides() in C:\work\CartTests.cs:line 33</StackTrace>
  </ErrorInfo></Output></UnitTestResult>
  <UnitTestResult testName="elsewhere" outcome="Failed"><Output><ErrorInfo>
    <Message>System.DivideByZeroException : Attempted to divide by zero.</Message>
    <StackTrace>   at Shop.Cart.Div(Int32 a) in C:\other\Cart.cs:line 10&#xD;
   at Shop.Main()</StackTrace>
  </ErrorInfo></Output></UnitTestResult>
  <UnitTestResult testName="another place" outcome="Failed"><Output><ErrorInfo>
    <Message>System.DivideByZeroException : Attempted to divide by zero.</Message>
    <StackTrace>   at Shop.Till.Div(Int32 a) in C:\work\Till.cs:line 10</StackTrace>
  </ErrorInfo></Output></UnitTestResult>
  <UnitTestResult testName="not yet" outcome="NotExecuted"><Output><StdOut>until spring</StdOut></Output></UnitTestResult>
  <UnitTestResult testName="nor this" outcome="NotExecuted"><Output><StdOut>noise</StdOut><ErrorInfo><Message>Ignored</Message></ErrorInfo></Output></UnitTestResult>
</Results></TestRun>
E
ingest --run-id r r.trx |
    jq -c 'select(.kind == "result") | [.test_name, .failure_id, .failure_type, .message, .details]'
