#!/bin/bash
# Wide and combining characters: every line is as wide, in columns.
cat >in <<'END'
{"kind":"measurement","test_name":"日本語","timestamp":"2026-01-01T00:00:00Z","confidence":0.9,"category":"stable"}
{"kind":"measurement","test_name":"e\u0301te","timestamp":"2026-01-01T00:00:00Z","confidence":0.9,"category":"stable"}
{"kind":"measurement","test_name":"plain","timestamp":"2026-01-01T00:00:00Z","confidence":0.9,"category":"stable"}
END
drift export -f table <in
