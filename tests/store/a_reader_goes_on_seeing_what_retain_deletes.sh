#!/bin/bash
# sqlite only: it looks at the size of a file
# What it began to read is all there; the file is cut when it has gone.
. "$TESTS/store/lib.bash"
rows 100 1000 | store-sqlite --only s.db 2>/dev/null
before=$(stat -c %s s.db)
python3 - <<'P'
import sqlite3, subprocess
reader = sqlite3.connect("s.db", isolation_level=None)
reader.execute("BEGIN")
rows = lambda: reader.execute("SELECT count(*) FROM confidence_measurements").fetchone()[0]
print(rows())
print(subprocess.run(["store-sqlite", "retain", "--now", "2026-01-31T00:00:00Z",
                      "--db-timeout", "100ms", "s.db"],
                     stdout=subprocess.DEVNULL).returncode)
print(rows())
P
store-sqlite retain s.db --now 2026-01-31T00:00:00Z | jq .deleted | sort -u
[ $(($(stat -c %s s.db) * 4)) -lt $before ] || echo "the file is as large"
store-sqlite read s.db --kind measurement | wc -l
