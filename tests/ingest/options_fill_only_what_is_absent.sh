#!/bin/bash
cat >r.ndjson <<'E'
{"kind":"result","test_name":"a","status":"passed","timestamp":"2026-01-31T12:00:00Z"}
{"kind":"result","test_name":"b","status":"passed","timestamp":"2026-01-31T12:00:00Z","project":"q","run_id":"1","context":"c","branch":"b","revision":"v","owner":"o"}
{"kind":"label","prediction_id":"1","true_label":1}
E
ingest --project p --run-id r --context linux --branch main --revision abc --owner me r.ndjson
