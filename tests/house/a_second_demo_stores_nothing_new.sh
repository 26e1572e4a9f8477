#!/bin/bash
# Not even a time of storing changes; and there is one alert in the end, about
# the test that broke in run 40 and had failed three times in run 42.
export MAKELEVEL=1
"$TESTS/demo" "$PWD" >first 2>err || { cat err; tail -n 5 first; }
sqlite3 drift.db .dump >before
"$TESTS/demo" "$PWD" >second 2>err || { cat err; tail -n 5 second; }
sqlite3 drift.db .dump | diff before - | head -n 10 | cut -c 1-200
sqlite3 drift.db 'SELECT test_name, severity, created_at FROM drift_alerts'
