#!/bin/bash
report='{"stats":{"passes":1,"start":"2026-01-31T10:00:00Z"},"tests":[{"fullTitle":"a"}]}'
printf '\xef\xbb\xbf%s' "$report" >r.json
printf '%s' "$report" | iconv -f UTF-8 -t UTF-16 >wide.json
ingest --run-id r r.json wide.json | jq -r .test_name
