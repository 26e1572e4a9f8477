#!/bin/bash
# SIGSTOP and SIGCONT to each program of a pipe into $DB, again and again: it
# gives what it gives undisturbed.
. "$TESTS/contract/lib.bash"
awk 'BEGIN { for (i = 0; i < 3000; i++) {
	printf "{\"kind\":\"measurement\",\"test_name\":\"t%d\",\"timestamp\":\"2026-01-01T%02d:%02d:%02dZ\",\"confidence\":0.%d,\"category\":\"c\"}\n",
	    i % 7, i / 3600, i / 60 % 60, i % 60, 100 + i * 7 % 800
	if (i % 100 == 99)
		system("sleep 0.01")
	} }' >in
detect --now 2026-02-01T00:00:00Z <in | alert --now 2026-02-01T00:00:00Z >whole

feed() {
	local from
	for ((from = 1; from <= 3000; from += 100)); do
		tail -n +$from in | head -n 100
		sleep 0.02
	done
}
mkfifo a b c
feed >a &
detect --now 2026-02-01T00:00:00Z <a >b &
pids=$!
alert --now 2026-02-01T00:00:00Z <b >c &
pids+=" $!"
$STORE --batch 20 "$DB" <c >out 2>err &
pids+=" $!"
for i in {1..15}; do
	for pid in $pids; do
		kill -STOP $pid && sleep 0.01 && kill -CONT $pid
	done
done 2>/dev/null
for pid in $pids; do
	wait $pid || echo "status $?"
done
cmp whole out
sed 's/.*: //' err
$STORE read "$DB" | wc -l
