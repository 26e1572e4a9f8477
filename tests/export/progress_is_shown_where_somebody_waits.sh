#!/bin/bash
# sqlite only: how it looks is no matter of the database
# On a terminal, when it takes more than a second: the source is slow.
. "$TESTS/terminal.bash"
for i in {1..9}; do
	echo '{"kind":"run","run_id":"'$i'"}'
done | drift store --only --quiet from.db
mkdir slow
cp "$BIN/export" slow
cat >slow/store-sqlite <<END
#!/bin/bash
case \$* in *--count*) exec "$BIN/store-sqlite" "\$@" ;; esac
"$BIN/store-sqlite" "\$@" --limit 5
sleep 1.2
"$BIN/store-sqlite" "\$@" --limit 4
END
chmod +x slow/store-sqlite
watch() { # TERM ARGUMENT...
	at_terminal "TERM=$1 slow/export --db from.db ${*:2}"
}
# The database is asked how many will come.
watch xterm -o to | sed -E 's|[0-9]+/s, [0-9]+ s|RATE and TIME|'
wc -l <to
# No word of it where the cursor cannot move, where records go, or in a file.
watch dumb -o to
watch xterm | grep rows
slow/export --db from.db 2>&1 >/dev/null | grep rows
# Who cannot say how many keeps nobody from exporting.
sed -i 's/^case.*/case $* in *--count*) exit 2 ;; esac/' slow/store-sqlite
watch xterm -o to | sed 's/[0-9]*\/s/RATE/'
