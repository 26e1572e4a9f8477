#!/bin/bash
# A program wrote into the same stream and ended with no newline.
ingest --run-id r <<'R' | jq -c '[.kind, .test_name, .status, .tests]'
{"Time":"2026-01-31T10:00:00Z","Action":"run","Package":"p","Test":"TestA"}
some words{"Time":"2026-01-31T10:00:01Z","Action":"pass","Package":"p","Test":"TestA","Elapsed":1}
{"some":"other JSON"}
{"Time":"2026-01-31T10:00:02Z","Action":"pass","Package":"p"}
R
