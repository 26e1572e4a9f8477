#!/bin/bash
echo '{"exported_at":"2026-01-31T12:00:00Z","labels":[{"prediction_id":"1","true_label":1}]}' >r.json
ingest r.json
ingest <r.json
