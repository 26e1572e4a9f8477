#!/bin/bash
cat >in <<'END'
{"kind":"result","test_name":"pay","run_id":"7","status":"failed","timestamp":"2026-01-05T00:00:00Z","duration":0.25,"message":"expected 1\nbut got 2"}
{"kind":"result","test_name":"pay","run_id":"8","status":"passed","timestamp":"2026-01-06T00:00:00Z"}
END
drift export -f table --fields run_id,timestamp,status,duration,message <in
drift export -f table --kind prediction <in
echo '{"kind":"prediction","prediction_id":"p","timestamp":"2026-01-05T00:00:00Z","probability":0.25}' |
    drift export -f table --fields prediction_id,probability
