#!/bin/bash
long() { printf '{"kind":"label","prediction_id":"p","true_label":1,"label_source":"%s"}\n' "$(head -c $1 /dev/zero | tr '\0' x)"; }
{ long 10; long 2000000; long 20; } >r.ndjson
ingest r.ndjson | jq -c '.label_source | length'
ingest --max-line 3MiB r.ndjson | jq -c '.label_source | length'
