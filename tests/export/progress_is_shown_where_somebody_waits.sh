#!/bin/bash
# sqlite only: how it looks is no matter of the database
# On a terminal, when it takes more than a second: the source is slow.
for i in {1..9}; do
	echo '{"kind":"run","run_id":"'$i'"}'
done | drift store --only --quiet from.db
mkdir slow
cp "$BIN/export" slow
cat >slow/store-sqlite <<END
#!/bin/bash
"$BIN/store-sqlite" "\$@" --limit 5
sleep 1.2
"$BIN/store-sqlite" "\$@" --limit 4
END
chmod +x slow/store-sqlite
watch() { # TERM ARGUMENT...: what is left of it where the cursor can move
	TERM=$1 script -qec "slow/export --db from.db ${*:2}" /dev/null \
	    </dev/null | tr '\r' '\n' | sed 's/\x1b\[K//'
}
watch xterm -o to | sed 's/[0-9]*\/s/RATE/'
wc -l <to
# No word of it where the cursor cannot move, where records go, or in a file.
watch dumb -o to
watch xterm | grep rows
slow/export --db from.db 2>&1 >/dev/null | grep rows
:
