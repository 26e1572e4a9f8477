#!/bin/bash
# Eight programs write while the database comes and goes; what one of them
# left is stored by another.
. "$TESTS/outage/lib.bash"
$STORE init "$DB"
one() { # NUMBER
	local n
	for n in {1..6}; do
		rows $(($1 * 1000 + n * 30)) $(($1 * 1000 + n * 30 + 29))
		sleep 0.0$((RANDOM % 9))
	done | apart $STORE "${spool[@]}" --batch 5 --retry 5ms \
	    --retry-max 50ms "$DB" >out.$1 2>err.$1
	case $? in 0 | 75) ;; *) cat err.$1 ;; esac
}
hold
for i in {1..8}; do
	one $i &
	pids+=" $!"
done
for tries in {1..1000}; do
	cat err.* 2>/dev/null | grep -q 'records go to' && break
	sleep 0.02
done
release
for i in {1..3}; do
	sleep 0.05
	hold
	sleep 0.$((pace * 15))
	release
done
wait $pids
for i in {1..8}; do
	records out.$i | cmp <(rows $((i * 1000 + 30)) $((i * 1000 + 209))) -
done
cat err.* | grep -q 'records go to' || echo "nothing was spooled"
$STORE "${spool[@]}" "$DB" </dev/null 2>err
echo "status $?"
stored
find spool -mindepth 1 2>/dev/null
