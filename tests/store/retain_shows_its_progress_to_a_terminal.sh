#!/bin/bash
# sqlite only: it holds the lock of a file
# When it takes over a second: here another program holds the database.
. "$TESTS/store/lib.bash"
rows 10 200 | store-sqlite --only s.db 2>/dev/null
TERM=xterm python3 - <<'P'
import os, pty, sqlite3, threading, time
other = sqlite3.connect("s.db", isolation_level=None, check_same_thread=False)
other.execute("BEGIN IMMEDIATE")
threading.Timer(1.5, lambda: other.execute("ROLLBACK")).start()
pid, terminal = pty.fork()
if pid == 0:
    os.dup2(os.open("/dev/null", os.O_WRONLY), 1)
    os.execvp("store-sqlite", ["store-sqlite", "retain", "s.db",
                               "--now", "2026-01-31T00:00:00Z"])
shown = b""
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    shown += piece
print(shown.decode().split(" rows,")[0].split("\r")[-1])
P
