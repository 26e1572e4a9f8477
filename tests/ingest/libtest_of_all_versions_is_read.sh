#!/bin/bash
# Times as text; a panic as before Rust 1.73; a time-out is a warning; benches
# measure and do not pass; a list of tests is none.
ingest --run-id r --at 2026-01-31T10:00:00Z <<'R' | jq -c 'select(.kind == "result") | [.test_name, .status, .duration, .file, .line, .failure_type, .message]'
{ "type": "suite", "event": "discovery" }
{ "type": "test", "event": "discovered", "name": "a", "ignore": false, "source_path": "src/lib.rs", "start_line": 1 }
{ "type": "suite", "event": "completed", "tests": 1, "benchmarks": 0, "total": 1, "ignored": 0 }
{ "type": "suite", "event": "started", "test_count": 4, "shuffle_seed": 7 }
{ "type": "test", "event": "started", "name": "a" }
{ "type": "test", "event": "timeout", "name": "a" }
{ "type": "test", "name": "a", "event": "ok", "exec_time": "62.500s" }
{ "type": "test", "name": "b", "event": "failed", "exec_time": "0.500s", "stdout": "thread 'b' panicked at 'left == right', src/lib.rs:10:9\nnote: run\n" }
{ "type": "test", "name": "c", "event": "failed", "exec_time": 1.5, "reason": "time limit exceeded" }
{ "type": "test", "name": "d", "event": "allowed_failure" }
{ "type": "bench", "name": "e", "median": 10, "deviation": 1, "mib_per_second": 5 }
{ "type": "suite", "event": "failed", "passed": 1, "failed": 2, "allowed_fail": 1, "ignored": 0, "measured": 1, "filtered_out": 0 }
R
