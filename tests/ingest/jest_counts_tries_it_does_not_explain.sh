#!/bin/bash
cat >r.json <<'END'
{"numRuntimeErrorTestSuites": 0, "numTotalTests": 3, "testResults": [
 {"assertionResults": [
  {"title": "a", "status": "passed", "invocations": 3, "retryReasons": [], "duration": 4},
  {"title": "b", "status": "failed", "invocations": 2,
   "retryReasons": ["Error: first\n    at b.js:1:2"],
   "failureMessages": ["Error: second\n    at b.js:1:2"]},
  {"title": "c", "status": "disabled", "duration": null},
  {"title": "d", "status": "focused", "failureMessages": null}],
  "message": "", "name": "b.test.js", "startTime": 1769853600000, "status": "failed"},
 {"assertionResults": [], "name": "empty.test.js", "status": "passed", "message": ""}]}
END
ingest --run-id r r.json | jq -r 'select(.kind == "result") |
    [.test_name, .attempt, .retried, .status, .message, .timestamp] | @csv'
