#!/bin/bash
cat >in <<'END'
{"kind":"category_summary","category":"c","timestamp":"2026-01-05T00:00:00Z","tests_analyzed":1,"drifting_tests":0}
{"kind":"run","run_id":"1"}
{"kind":"label","prediction_id":"p","true_label":1}
END
drift export -f json --now 2026-01-07T00:00:00Z <in | tr -d '\n'
echo
