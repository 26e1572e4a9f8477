#!/bin/bash
# No "no drift", no zeros, no status 0 or 1: what cannot be read is said once.
[ -x "$BIN/store-pg" ] || { echo "there is no store-pg" >&2; exit 77; }
echo 0.5 >reference.csv
ask() { # COMMAND ARGUMENT ...
	drift "$@" </dev/null >out 2>err
	echo "$? $(cat out err | sed 's/^.*: //')" | tr '\n' ' '
}
while read -r -a words; do
	echo "${words[0]}: $(DRIFT_DB=none.db ask "${words[@]}")$(
	    DRIFT_DB=postgresql://127.0.0.1:1/none ask "${words[@]}")"
done <<'END'
status
stats
alerts
test t
undo r
analyze t
events
ack t --by ana --reason why
replay --since 3d
cleanup
nightly
models
promote m 1 --by ana --reason why
rollback m --by ana --reason why
send --to slack --url @none
monitor-new --reference reference.csv
END
ls none.db 2>/dev/null
:
