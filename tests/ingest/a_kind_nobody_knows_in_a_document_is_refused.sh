#!/bin/bash
# Once it was looked up behind the last kind there is.
ingest --project p <<'J' | jq -c '[.kind, .test_name]'
{
  "exported_at": "2026-01-31T12:00:00Z",
  "measurements": [
    {"test_name": "a", "confidence": 0.5, "category": "c",
     "timestamp": "2026-01-31T12:00:00Z"},
    {"kind": "nobody_knows", "test_name": "b"},
    {"kind": "history", "of": "none"}
  ]
}
J
echo "${PIPESTATUS[0]}"
