#!/bin/bash
# An alert of an older tracker gets what it lacks: id, source, state.
cat >r.json <<'E'
{
  "exported_at": "2026-01-31T12:00:00Z",
  "summary": {"rows": [1, {"a": "]}"}], "text": "\"{"},
  "measurements": [
    {"test_name": "a", "confidence": 0.5, "category": "c",
     "timestamp": "2026-01-31T12:00:00", "note": "[x]"},
    {"test_name": "b", "confidence": 7, "category": "c",
     "timestamp": "2026-01-31T12:00:00"}
  ],
  "confidence_measurements": [{"test_name": "c", "confidence": 0.5, "category": "c", "timestamp": "2026-01-31T12:00:00Z"}],
  "analyses": [], "category_summaries": [ ],
  "alerts": [{"id": 3, "test_name": "a", "severity": "high", "message": "m", "created_at": "2026-01-31T12:00:00", "acknowledged": false}]
}
E
ingest r.json
