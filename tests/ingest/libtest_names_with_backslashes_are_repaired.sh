#!/bin/bash
# Windows paths that nobody escaped: a line is one repair.
cat >r.jsonl <<'R'
{ "type": "suite", "event": "started", "test_count": 3 }
{ "type": "test", "name": "src\xml\utf8.rs - parse (line 3)", "event": "ok" }
{ "type": "test", "name": "src\tests\new.rs - adds (line 12)", "event": "ok" }
{ "type": "test", "name": "src\\right.rs - pays (line 7)", "event": "ok" }
{ "type": "suite", "event": "ok", "passed": 3, "failed": 0 }
R
ingest --run-id r --at 2026-01-31T10:00:00Z r.jsonl | jq -c 'select(.kind == "result") | [.test_name, .file, .line]'
ingest --strict --run-id r r.jsonl >/dev/null
