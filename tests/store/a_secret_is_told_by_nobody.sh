#!/bin/bash
# postgres only: a word that is password and token is looked for in the
# arguments of all processes as often as the machine can, in all that commands
# say and write, in what waits in a spool, and in what two databases hold.
. "$TESTS/store/lib.bash"
canary=kanarienvogel
place=$(expr "$DB" : 'host=\([^ ]*\)') name=${DB##*dbname=} name=${name%% *}
url="postgresql://postgres:$canary@/$name?host=$place"

# Who looks is found by its own arguments, so these have only a part of it.
cat >look.py <<'P'
import os, sys, time
word, mine = b"kanarien" + b"vogel", os.getpid()
looks, end = 0, time.time() + 300
while not os.path.exists("enough") and time.time() < end:
    looks += 1
    for pid in os.listdir("/proc"):
        if pid.isdigit():
            try:
                line = open("/proc/%s/cmdline" % pid, "rb").read()
            except OSError:
                continue
            if word in line:
                print(line.replace(b"\0", b" ").decode(), flush=True)
print(looks, file=open("looks", "w"))
P
python3 look.py >seen &
looker=$!

mkdir out
n=0
run() { # COMMAND ...: whatever it answers, it is kept
	n=$((n + 1))
	timeout 60 "$@" >out/$n.out 2>out/$n.err </dev/null
	[ $? -le 128 ] || echo "status $?: $*"
}
"$TESTS/sim/project" reports 2
echo "https://127.0.0.1:1/$canary" >hook
export DRIFT_DB=$url TOKEN="https://127.0.0.1:1/services/$canary" PGPASSWORD=$canary

for report in reports/*.xml; do
	run drift ci --run-id "$report" --now 2026-01-02T00:00:00Z "$report"
done
drift read >records
for words in 'read' stats status alerts health config 'config database' \
    'size' 'checksum' 'vacuum' 'upgrade' 'retain --archive kept --force' \
    'analyze' 'cleanup' 'help stats' '--list-commands' 'migrate $DRIFT_DB to.db' \
    'migrate to.db $DRIFT_DB' 'nightly' 'export -f json -o out/page.json' \
    'export -f html -o out/page.html' 'export -f openmetrics' 'ack --all' \
    'nonsense' 'store --nonsense' 'health --spool spool' 'read --where x' \
    'read --kind nonsense' 'stats --schema pg_catalog'; do
	run drift $words
done
for verb in read health; do	# an address that is typed wrong
	for wrong in "postgresql://a:$canary@127.0.0.1:1/x" \
	    "postgresql://a:x/$canary@127.0.0.1:1/x" \
	    "postgresql://a:x@$canary@127.0.0.1:1/x" \
	    "postgresql://127.0.0.1:1/x?pass%77ord=$canary" \
	    "host=127.0.0.1 port=1 password='a $canary" \
	    "host=127.0.0.1 port=1 sslpassword=$canary" \
	    "Postgresql://a:$canary@127.0.0.1/x"; do
		DRIFT_DB=$wrong run drift $verb
		DRIFT_DB=$wrong run store-sqlite $verb
	done
done
alert='{"kind":"alert","alert_id":"a","test_name":"t","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-01T00:00:00Z"}'
for to in slack teams discord webhook; do
	for hook in @hook '$TOKEN'; do
		echo "$alert" | timeout 60 notify --to $to --url "$hook" \
		    --retry 1ms --give-up 20ms \
		    --dead-letter out/dead.$to >out/$to.out 2>out/$to.err
	done
done
DRIFT_DB="postgresql://a:$canary@127.0.0.1:1/x" timeout 60 store-pg \
    --spool spool <records >out/spooled 2>out/spool.err
find spool -name '*.ndjson' | grep -q . || echo "nothing was spooled"
DRIFT_DB="postgresql://a:$canary@127.0.0.1:1/x" run store-pg health --spool spool
drift read | drift store --quiet --only --db other.db

touch enough
wait $looker
[ "$(<looks)" -gt 20 ] || echo "looked only $(<looks) times"
sort -u seen
unset PGPASSWORD
pg_dump -d "$DB" >out/dump
for db in *.db; do
	sqlite3 $db .dump >>out/dump
done
grep -q drift_metadata out/dump || echo "no dump"
grep -rlai "$canary" out spool kept "$place/log" | while read -r file; do
	echo "$file: $(grep -ai -m 1 "$canary" "$file")"
done
