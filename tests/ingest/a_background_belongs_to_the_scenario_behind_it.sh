#!/bin/bash
# As Cucumber-JVM writes it; hooks count as well, times are nanoseconds.
cat >r.json <<'END'
[{"line": 1, "elements": [
  {"type": "background", "line": 3, "steps": [{"name": "open", "result":
    {"status": "failed", "duration": 250000000, "error_message":
     "java.lang.AssertionError: closed\n\tat shop.Steps.open(Steps.java:7)"}}]},
  {"type": "scenario", "name": "pays", "line": 6, "start_timestamp": "2026-01-31T10:00:00.000Z",
   "before": [{"result": {"status": "passed", "duration": 500000000}}],
   "steps": [{"name": "pay", "result": {"status": "skipped"}}]},
  {"type": "scenario", "name": "pays", "line": 9, "steps": [
    {"name": "pay", "result": {"status": "passed", "duration": 1000000000},
     "after": [{"result": {"status": "failed", "duration": 1, "error_message": "hook"}}]}]},
  {"name": "no steps", "line": 12, "type": "scenario"},
  {"name": "waits", "line": 15, "steps": [{"name": "x", "result": {"status": "pending"}}]}],
 "name": "Shop", "keyword": "Feature", "uri": "file:src/shop.feature", "tags": []}]
END
ingest --run-id r --at 2026-02-01T00:00:00Z r.json | jq -r 'select(.kind ==
    "result") | [.test_name, .status, .duration, .suite, .file, .failure_type,
    .message, .timestamp] | @csv'
