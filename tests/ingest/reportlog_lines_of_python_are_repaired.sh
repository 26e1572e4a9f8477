#!/bin/bash
# NaN and halves of surrogates are no JSON; a test without an end, and one
# whose worker died.
ingest --run-id r --at 2026-01-31T10:00:00Z <<'R' | jq -c '[.kind, .test_name, .status, .duration, .timestamp, .message]'
{"pytest_version": "8.3.0", "$report_type": "SessionStart"}
{"nodeid": "t.py::a", "location": ["t.py", null, "a"], "outcome": "passed", "longrepr": null, "when": "setup", "user_properties": [["x", NaN], ["y", -Infinity]], "sections": [], "duration": 0.25, "start": 1769853600.5, "stop": 1769853600.75, "$report_type": "TestReport"}
{"nodeid": "t.py::a", "location": ["t.py", null, "a"], "outcome": "passed", "longrepr": null, "when": "call", "user_properties": [], "sections": [["Captured stdout call", "\udc80"]], "duration": 0.25, "$report_type": "TestReport"}
{"nodeid": "t.py::a", "location": ["t.py", null, "a"], "outcome": "passed", "longrepr": null, "when": "teardown", "user_properties": [], "sections": [], "duration": 0.25, "$report_type": "TestReport"}
{"nodeid": "t.py::b", "outcome": "passed", "when": "setup", "duration": 0, "$report_type": "TestReport"}
{"nodeid": "t.py::c", "outcome": "failed", "longrepr": "worker 'gw0' crashed while running 't.py::c'", "when": "???", "duration": 0, "$report_type": "TestReport"}
{"exitstatus": 1, "$report_type": "SessionFinish"}
R
