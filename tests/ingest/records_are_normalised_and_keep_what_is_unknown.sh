#!/bin/bash
# kind first, the catalogue's order, UTC, fewest digits, defaults; a foreign kind
# passes byte for byte.
cat >r.ndjson <<'E'
{"note":{"a": [1, 2]},"category":"stable","confidence":5e-1,"timestamp":"2026-01-31 12:00:00.5+02:00","test_name":"a\/b","kind":"measurement","mlflow_run_id":null,"tenant":"p"}
{"kind":"label","prediction_id":"1","true_label":1}
{"kind":"weather",  "rain": true}
E
ingest r.ndjson
