#!/bin/bash
printf '\357\273\277{"kind":"label","prediction_id":"1","true_label":1}\r\n' >r.ndjson
ingest r.ndjson
ingest <r.ndjson
printf '\357\273\277{"labels":[{"prediction_id":"1","true_label":1}]}' >r.json
ingest r.json
