#!/bin/bash
# Each is taken out of the file as it is installed, and run as cron does.
case $O in */san) echo "what is installed is not what is tested" >&2; exit 77 ;; esac
. "$TESTS/drift/data.bash"
unset O BIN
make -s -C "$TESTS/.." install DESTDIR="$PWD/root" PREFIX=/opt/drift \
    >log 2>&1 || cat log
mkdir here
sed "s|/opt/drift|$PWD/root/opt/drift|; s|/var/lib/drift|$PWD/here|g" \
    root/opt/drift/share/drift/crontab >crontab
grep -E '^[A-Z_]+=' crontab >variables
field='[0-9*/,-]+'
grep -E "^($field +){5}" crontab | sed -E "s/^($field +){5}//" >commands
grep -v -E -e '^#' -e '^$' crontab | wc -l | cmp - <(cat variables commands | wc -l)
as_cron() { # COMMAND: % is a newline there, unless it is \%
	[[ ! $1 =~ (^|[^\\])% ]] || echo "a bare % in $1"
	mapfile -t environment <variables
	env -i HOME="$PWD" LOGNAME=ana SHELL=/bin/sh "${environment[@]}" \
	    /bin/sh -c "${1//\\%/%}"
}
day=$(($(date +%s) - 19 * 86400 - 3600))
for confidence in 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.4 0.4 0.4 0.4 0.4 0.4 0.4; do
	printf '{"kind":"measurement","test_name":"t","timestamp":"%s","confidence":%s,"category":"stable"}\n' \
	    "$(date -u -d @$day +%FT%TZ)" $confidence
	day=$((day + 86400))
done | drift store --only here/drift.db 2>/dev/null
for time in 1 2; do
	while IFS= read -r command; do
		echo "$time: ${command//$PWD\//}"
		as_cron "$command" </dev/null >out
		echo $?
		if [[ $command == *status* ]]; then head -n 1 out; else cat out; fi
	done <commands
done
rm here/drift.db*
while IFS= read -r command; do
	[[ $command == *status* ]] ||
	    as_cron "$command" </dev/null 2>/dev/null | sed "s|$PWD/||"
done <commands
