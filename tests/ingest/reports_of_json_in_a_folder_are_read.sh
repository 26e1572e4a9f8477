#!/bin/bash
mkdir d
echo '{"name": "shop", "version": "1"}' >d/package.json
echo '{"stats": {"passes": 1, "start": "2026-01-31T10:00:00Z"}, "tests": [{"fullTitle": "a"}]}' >d/mocha.json
ingest --run-id r d | jq -r .test_name
