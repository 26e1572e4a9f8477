#!/bin/bash
cat >in <<'END'
{"kind":"run","run_id":"1"}
{"kind":"label","prediction_id":"p","true_label":1}
END
drift export -f csv --fields run_id,true_label <in
