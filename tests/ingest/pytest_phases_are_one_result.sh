#!/bin/bash
# By hand after the documentation of pytest-json-report 1.5: it is neither in
# Debian nor in the npm registry.
cat >r.json <<'END'
{"created": 1769853600.5, "duration": 1, "exitcode": 1, "root": "/shop",
 "summary": {"total": 8}, "collectors": [
  {"nodeid": "", "outcome": "passed", "result": []},
  {"nodeid": "test_b.py", "outcome": "failed", "result": [],
   "longrepr": "ImportError while importing test module '/shop/test_b.py'.\nE   no bank"}],
 "tests": [
  {"nodeid": "test_a.py::TestCart::test_add[x::y]", "lineno": 4, "outcome": "passed", "keywords": ["x"],
   "setup": {"duration": 0.5, "outcome": "passed"}, "call": {"duration": 0.25, "outcome": "passed"},
   "teardown": {"duration": 0.25, "outcome": "passed"}},
  {"nodeid": "test_a.py::test_fail", "outcome": "failed", "setup": {"outcome": "passed"},
   "call": {"outcome": "failed", "crash": {"path": "/shop/test_a.py", "lineno": 9, "message": "TypeError: no"},
    "traceback": [{"path": "a.py", "message": ""}, {"path": "b.py", "message": "TypeError"}],
    "longrepr": "test_a.py:9: TypeError"}},
  {"nodeid": "test_a.py::test_setup", "outcome": "error",
   "setup": {"outcome": "failed", "crash": {"message": "assert 0"}, "longrepr": "E  assert 0"}},
  {"nodeid": "test_a.py::test_down", "outcome": "error", "call": {"outcome": "passed"},
   "teardown": {"outcome": "failed", "crash": {"message": "open"}}},
  {"nodeid": "test_a.py::test_skip", "outcome": "skipped",
   "setup": {"outcome": "skipped", "longrepr": "('/shop/test_a.py', 20, 'Skipped: no bank')"}},
  {"nodeid": "test_a.py::test_known", "outcome": "xfailed", "call": {"outcome": "skipped"}},
  {"nodeid": "test_a.py::test_fixed", "outcome": "xpassed", "call": {"outcome": "passed"}},
  {"nodeid": "test_a.py::test_again", "outcome": "rerun", "call": {"outcome": "passed", "duration": 2}}]}
END
ingest --run-id r r.json | jq -r 'select(.kind == "result") | [.test_name,
    .attempt, .retried, .status, .duration, .suite, .file, .line,
    .failure_type, .message] | @csv'
