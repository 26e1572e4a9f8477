#!/bin/bash
# sqlite only: it holds the lock of a file
# When it takes over a second: here another program holds the database.
. "$TESTS/store/lib.bash"
rows 10 2000 >in
store-sqlite init s.db >/dev/null
TERM=xterm python3 - <<'P'
import os, pty, sqlite3, threading
other = sqlite3.connect("s.db", isolation_level=None, check_same_thread=False)
other.execute("BEGIN IMMEDIATE")
threading.Timer(1.5, lambda: other.execute("ROLLBACK")).start()
pid, terminal = pty.fork()
if pid == 0:
    os.dup2(os.open("/dev/null", os.O_WRONLY), 1)
    os.dup2(os.open("in", os.O_RDONLY), 0)
    os.execvp("store-sqlite", ["store-sqlite", "s.db"])
shown = b""
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    shown += piece
first, *others = shown.decode().replace("\x1b[K", "").split("\r")[1:]
print(" ".join("N" if w[0].isdigit() else w for w in first.split()))
print(others[-2])		# nothing is left of it
P
