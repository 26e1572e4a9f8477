#!/bin/bash
echo '{"key": "val", malformed: "key"}' >r.json
ingest r.json
