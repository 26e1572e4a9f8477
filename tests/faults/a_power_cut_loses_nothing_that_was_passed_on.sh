#!/bin/bash
# sqlite only: the writes of its files are recorded, and cut off
# A store writes, finds the database held, spools, replays, and the file is
# made anew: at twenty places of that the power fails (ROUNDS of them, where
# that is set), and what was not synced is lost, or only a part of it.
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
. "$TESTS/outage/lib.bash"
STORE=store-sqlite DB=work/s.db

flow 1 240 | $STORE --only before.db 2>/dev/null
$STORE read before.db >work.sent
mkdir work
recorded() { # ARGUMENT ...
	(cd work && RECORD_TO=../record LD_PRELOAD=$O/tests/faults/recording.so \
	    apart $STORE "$@" 2>>../said)
}
part() { # FROM TO
	sed -n "$1,$2p" work.sent
}

part 1 60 | recorded --batch 20 s.db >>out || echo "status $?"
part 61 90 | recorded --spool spool s.db >>out || echo "status $?"
hold
part 91 150 | recorded --spool spool --batch 20 --db-timeout 1ms s.db >>out
[ $? = 75 ] || echo "nothing had to wait"
release
part 151 200 | recorded --spool spool --batch 9 s.db >>out || echo "status $?"
recorded vacuum s.db || echo "status $?"
part 201 240 | recorded --spool spool --batch 9 s.db >>out || echo "status $?"
cmp work.sent <(records out)
for words in create folder remove rename truncate write sync print; do
	grep -aq "^$words " record || echo "no $words was recorded"
done
"$TESTS/faults/power" -n "${ROUNDS:-20}" record work >cuts
grep -v ' 0 wrong$' cuts || grep -o '[0-9]* wrong$' cuts
