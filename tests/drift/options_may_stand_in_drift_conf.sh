#!/bin/bash
# Its own, and COMMAND.OPTION for others; what is typed comes later and wins.
cat >drift.conf <<'END'
# where things are
project = shop

db = shop.db
export.format = csv
export.fields = test_name
END
drift config project
drift config database
echo '{"kind":"measurement","project":"shop","test_name":"a","timestamp":"2026-01-05T00:00:00Z","confidence":0.5,"category":"c"}' >in
drift export in | tr -d '\r'
drift export --format ndjson in
DRIFT_PROJECT=other drift export in
echo 'mistake = 1' >other.conf
drift --config other.conf config
echo "$?"
drift --config missing.conf config
echo "$?"
