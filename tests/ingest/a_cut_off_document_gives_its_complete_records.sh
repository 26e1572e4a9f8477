#!/bin/bash
printf '{"labels": [{"prediction_id": "1", "true_label": 1},\n{"predic' >r.json
ingest r.json
