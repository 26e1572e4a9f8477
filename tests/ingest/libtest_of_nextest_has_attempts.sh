#!/bin/bash
# Only the last try is told, with its number behind the name.
ingest --run-id r --at 2026-01-31T10:00:00Z <<'R' | jq -c 'select(.kind == "result") | [.test_name, .attempt, .retried, .status]'
{"type":"suite","event":"started","test_count":2}
{"type":"test","event":"started","name":"shop::shop$tests::flaky"}
{"type":"test","event":"ok","name":"shop::shop$tests::flaky#3","exec_time":0.5}
{"type":"test","event":"ok","name":"shop::shop$tests::adds","exec_time":0.5}
{"type":"suite","event":"ok","passed":2,"failed":0,"ignored":0,"measured":0,"filtered_out":0,"exec_time":1}
R
