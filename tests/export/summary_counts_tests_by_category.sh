#!/bin/bash
# Average and range over all measurements; a test stands in its newest category.
cat >in <<'END'
{"kind":"measurement","test_name":"pay","timestamp":"2026-01-02T00:00:00Z","confidence":0.5,"category":"flaky"}
{"kind":"measurement","test_name":"pay","timestamp":"2026-01-01T00:00:00Z","confidence":0.9,"category":"stable"}
{"kind":"measurement","test_name":"add","timestamp":"2026-01-02T00:00:00Z","confidence":1,"category":"stable"}
{"kind":"alert","alert_id":"a","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-05T00:00:00Z"}
{"kind":"alert","alert_id":"b","source":"drift","severity":"low","state":"resolved","message":"m","created_at":"2026-01-05T00:00:00Z","acknowledged":true}
END
drift export -f table --summary <in
