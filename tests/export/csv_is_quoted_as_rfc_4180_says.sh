#!/bin/bash
# Commas, quotes and line breaks; absent is nothing, an empty text is quoted.
cat >in <<'END'
{"kind":"measurement","test_name":"a,\"b\"","timestamp":"2026-01-05T00:00:00Z","confidence":0.5,"category":"c","owner":""}
{"kind":"measurement","test_name":"two\nlines","timestamp":"2026-01-05T00:00:00Z","confidence":1,"category":"c"}
END
drift export -f csv --fields test_name,confidence,owner,category <in | od -c -A n
