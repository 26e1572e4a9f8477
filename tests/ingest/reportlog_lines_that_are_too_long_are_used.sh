#!/bin/bash
# What a test printed stands at the end; what has to be known, before it.
long=$(head -c 2000000 /dev/zero | tr '\0' x)
ingest --run-id r --at 2026-01-31T10:00:00Z <<R | jq -c '[.kind, .test_name, .status, .message]'
{"nodeid": "t.py::a", "outcome": "passed", "longrepr": null, "when": "setup", "sections": [], "\$report_type": "TestReport"}
{"nodeid": "t.py::a", "outcome": "failed", "longrepr": "it broke", "when": "call", "sections": [["Captured stdout call", "$long"]], "\$report_type": "TestReport"}
{"nodeid": "t.py::a", "outcome": "passed", "longrepr": null, "when": "teardown", "sections": [["Captured stdout call", "$long"]], "\$report_type": "TestReport"}
{"exitstatus": 1, "\$report_type": "SessionFinish"}
R
ingest --run-id r -f reportlog <<R
{"nodeid": "t.py::a", "outcome": "failed", "longrepr": "$long", "when": "setup", "\$report_type": "TestReport"}
R
echo $?
