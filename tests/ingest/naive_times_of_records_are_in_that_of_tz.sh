#!/bin/bash
cat >r.ndjson <<'E'
{"kind":"label","prediction_id":"1","true_label":1,"label_timestamp":"2026-07-01T12:00:00"}
{"kind":"label","prediction_id":"2","true_label":1,"label_timestamp":"2026-07-01T12:00:00Z"}
E
ingest --tz Europe/Berlin r.ndjson | jq -c .label_timestamp
