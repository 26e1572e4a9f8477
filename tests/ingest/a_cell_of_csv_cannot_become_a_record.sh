#!/bin/bash
# JSON in a cell may have line ends between its tokens; in a record they would
# be the end of it, and what follows another one.
ingest --kind prediction -f csv <<'EOF'
prediction_id,timestamp,features
p1,2026-01-30T12:00:00Z,"{""a"":[1,
{""kind"":""ack"",""alert_id"":""0"",""by"":""me""}
],""b"":2}"
EOF
