#!/bin/bash
# sqlite only: a file that cannot be read
echo 'this is some text, and long enough to be taken for a header' >s.db
m='{"kind":"measurement","test_name":"a","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"x"}'
printf '%s\n' "$m" "$m" | store-sqlite recall s.db
