#!/bin/bash
# A name can neither colour nor move nor turn what follows.
cat >in <<'END'
{"kind":"measurement","test_name":"a\u001b[31mb\u0007\u202ec","timestamp":"2026-01-01T00:00:00Z","confidence":0.9,"category":"stable"}
{"kind":"alert","alert_id":"x\u009b","test_name":"two\nlines","source":"drift","severity":"high","state":"firing","message":"\u001b]0;m\u0007","recommendations":["\u001b[2J"],"created_at":"2026-01-05T00:00:00Z"}
END
drift export -f table <in
