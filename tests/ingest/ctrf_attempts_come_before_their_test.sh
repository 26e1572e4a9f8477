#!/bin/bash
# With and without the last of them among them, or as a mere number.
cat >r.json <<'END'
{"results": {"tests": [
  {"name": "a", "status": "passed", "duration": 300, "flaky": true, "retries": 1,
   "retryAttempts": [{"attempt": 1, "status": "failed", "duration": 120, "message": "late"},
                     {"attempt": 2, "status": "passed", "duration": 140}]},
  {"retryAttempts": [{"status": "failed", "trace": "TypeError: no\n    at a.js:1:2"}],
   "retries": 1, "suite": ["shop", "cart"], "name": "b", "status": "failed"},
  {"name": "c", "suite": "shop > cart", "status": "passed", "flaky": true, "retries": 2},
  {"name": "d", "status": "passed", "retries": 2, "filePath": "d.js"},
  {"name": "e", "testId": "t-5", "status": "pending", "start": 1769853601},
  {"name": "f", "status": "other", "start": 1769853602000, "line": 3}],
 "extra": [{"tests": []}],
 "summary": {"start": 1769853600000}, "tool": {"name": "shoptest"}}}
END
ingest --run-id r r.json | jq -r 'select(.kind == "result") | [.framework,
    .test_name, .attempt, .retried, .status, .duration, .message, .timestamp] | @csv'
