#!/bin/bash
cat >in <<'END'
{"kind":"alert","alert_id":"a1","test_name":"pay","context":"linux","project":"shop","source":"drift","severity":"critical","state":"firing","message":"↓ pay: 90.0% → 50.0% (-44.4%) - CRITICAL","recommendations":["one","two","three","four"],"created_at":"2026-01-05T00:00:00Z"}
{"kind":"alert","alert_id":"a2","source":"model","severity":"high","state":"resolved","message":"credit has drifted","created_at":"2026-01-06T00:00:00Z","resolved_at":"2026-01-08T00:00:00Z","acknowledged":true,"acknowledged_by":"ana","acknowledged_at":"2026-01-07T00:00:00Z","ack_reason":"known"}
END
drift export -f table <in
