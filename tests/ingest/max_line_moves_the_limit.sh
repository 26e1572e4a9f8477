#!/bin/bash
long() { printf '{"kind":"label","prediction_id":"%s","true_label":1}\n' "$(head -c $1 /dev/zero | tr '\0' x)"; }
{ long 10; long 2000000; long 20; } >r.ndjson
ingest r.ndjson | jq -c '.prediction_id | length'
ingest --max-line 3MiB r.ndjson | jq -c '.prediction_id | length'
