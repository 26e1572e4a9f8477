#!/bin/bash
# Python's json writes what JSON has no number for: repaired where it stands.
cat >r.json <<'J'
{"exitcode":0,"tests":[{"nodeid":"a.py::a","outcome":"passed","call":{"duration":NaN,"outcome":"passed"}},
{"nodeid":"a.py::b","outcome":"passed","call":{"duration":0.5,"outcome":"passed"},"metadata":[NaN,Infinity,-Infinity]}]}
J
ingest --run-id r r.json | jq -c 'select(.kind == "result") | [.test_name, .duration]'
ingest --strict --run-id r r.json
