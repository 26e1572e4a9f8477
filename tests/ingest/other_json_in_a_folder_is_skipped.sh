#!/bin/bash
mkdir d
printf '{\n  "name": "shop",\n  "version": "1.0.0"\n}\n' >d/package.json
echo '{"version":3,"sources":["a.js"],"mappings":"AAAA"}' >d/a.js.map
echo '{"kind":"label","prediction_id":"1","true_label":1}' >d/labels.ndjson
ingest d
ingest d/package.json
