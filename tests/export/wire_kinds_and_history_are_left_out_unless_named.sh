#!/bin/bash
cat >in <<'END'
{"kind":"ack","alert_id":"a","acknowledged_by":"ana"}
{"kind":"history","of":"measurement","test_name":"a","timestamp":"2026-01-05T00:00:00Z","confidence":0.5,"category":"c"}
{"kind":"somebody_elses","x":1}
END
drift export <in
drift export --kind ack <in
