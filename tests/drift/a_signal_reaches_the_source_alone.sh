#!/bin/bash
# What was read goes through the whole pipe, then the script dies by it.
cat >script <<'END'
#!/bin/bash
DRIFT_PROGRAM=$BIN/drift
. "$TESTS/../pipelines/lib.sh"
lines() { echo one; touch started; exec sleep 100; }
slow() { while read -r line; do sleep 0.3; echo "$line"; done; }
pipe() { from lines | slow | slow >out; verdict "${PIPESTATUS[@]}"; }
flow pipe
echo not reached
END
for signal in TERM INT; do
	rm -f started
	python3 -c 'import os, signal
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execvp("bash", ["bash", "script"])' &
	pid=$!
	until [ -e started ]; do sleep 0.01; done
	kill -$signal $pid
	wait $pid
	echo "$? $(cat out)"
done 2>/dev/null
