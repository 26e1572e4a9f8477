#!/bin/bash
# Whoever shares a pipe with us may have set it to non-blocking, as node and
# ssh do: a full one is no error, nor is an empty one an end.
. "$TESTS/contract/lib.bash"
for i in {1..3000}; do measurement $((i % 3600)); done >in
cat >slow.py <<'P'
import os, subprocess, sys, time
r, w = os.pipe()
os.set_blocking(w, False)
i, o = os.pipe()
os.set_blocking(i, False)
p = subprocess.Popen(sys.argv[1:], stdin=i, stdout=w)
os.close(i)
os.close(w)
if os.fork() == 0:
    os.close(r)
    for line in open("in", "rb").read().split(b"\n")[:-1]:
        os.write(o, line + b"\n")
    os._exit(0)
os.close(o)
time.sleep(0.3)
out = b""
while piece := os.read(r, 1000):
    out += piece
open("out", "wb").write(out)
sys.exit(p.wait())
P
check() { # NAME COMMAND ...
	local name=$1
	shift
	python3 slow.py "$@" 2>err || wrong "$name" "status $?: $(cat err)"
	grep -c '"measurement"' out | grep -qx 3000 ||
	    wrong "$name" "$(wc -l <out) of 3000 come through"
}
each check
