#!/bin/bash
# Unknown fields, blanks and all: the lines of stored kinds, byte for byte.
cat >in <<'END'
{"kind":"measurement","test_name":"a","timestamp":"2026-01-05T10:00:00+02:00","confidence":1e-1,"category":"c","mine":[1, 2]}
{ "test_name" : "b", "kind" : "result", "run_id":"1","status":"passed","timestamp":"2026-01-05T00:00:00Z" }
END
drift export <in | cmp - in
