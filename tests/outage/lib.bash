# lib.bash - what the outage cases share: taking a database away
#
# hold and release do that; what is said of it differs, and becomes "away".
case $STORE in
store-pg) timeout=300ms pace=4 ;;	# and how long things take there
*)	timeout=50ms pace=1 ;;
esac
spool=(--spool spool --db-timeout $timeout)

# rows FROM TO: measurements of ten tests, one a second
rows() {
	local i
	for ((i = $1; i <= $2; i++)); do
		printf '{"kind":"measurement","test_name":"t%d","timestamp":"2026-01-01T%02d:%02d:%02dZ","confidence":0.5,"category":"c"}\n' \
		    $((i % 10)) $((i / 3600)) $((i / 60 % 60)) $((i % 60))
	done
}

# flow FROM TO: measurements, and events, which have no key of their own: what
# is stored twice is there twice.
flow() {
	awk -v i="$1" -v to="$2" 'BEGIN {
		m = "{\"kind\":\"measurement\",\"test_name\":\"t%d\"," \
		    "\"timestamp\":\"%s\",\"confidence\":0.5,\"category\":\"c\"}\n"
		e = "{\"kind\":\"performance_metric\",\"timestamp\":\"%s\"," \
		    "\"component\":\"c\",\"metric_name\":\"m\"," \
		    "\"metric_type\":\"t\",\"metric_value\":%d}\n"
		for (; i <= to; i++) {
			at = sprintf("2026-01-%02dT%02d:%02d:%02dZ",
			    1 + i / 86400, i / 3600 % 24, i / 60 % 60, i % 60)
			if (i % 20 < 16)
				printf m, i % 10, at
			else
				printf e, at, i
		}
	}'
}

# What stands for each record that is in the database, or in a FILE.
marks() { # [FILE ...]
	if [ $# = 0 ]; then
		$STORE read --kind measurement --kind performance_metric \
		    ${DB:+"$DB"}
	else
		records "$1"
	fi | jq -r '.metric_value // (.timestamp | sub("\\.0+"; ""))' | sort
}

# How many of them are in the database.
stored() {
	$STORE read --kind measurement ${DB:+"$DB"} | wc -l
}

# A program that keeps none of the pipes open that we close.
apart() {
	[ -z "${to-}" ] || exec {to}>&-
	[ -z "${held-}" ] || exec {held}>&-
	exec "$@"
}

# Nobody else can write from here on, until release.
hold() {
	local shell=(sqlite3 "$DB") lock=('.timeout 60000' 'BEGIN EXCLUSIVE;')
	[ $STORE != store-pg ] || shell=(psql -X -A -t -q -d "$DB") \
	    lock=('BEGIN;' "SELECT format('LOCK TABLE drift.%I IN EXCLUSIVE
		MODE', tablename) FROM pg_tables WHERE schemaname = 'drift'
		\\gexec")
	mkfifo held
	apart "${shell[@]}" <held >holds &
	holder=$!
	exec {held}>held
	printf '%s\n' "${lock[@]}" "SELECT 'held';" >&$held
	until_lines holds 1
}
release() {
	exec {held}>&-
	held=
	wait $holder
	rm -f held holds
}

# Waits until a file has N lines: patience with a limit, not a measured time.
until_lines() { # FILE N
	local tries
	for tries in {1..1000}; do
		[ -e "$1" ] && [ "$(wc -l <"$1")" -ge "$2" ] && return
		sleep 0.02
	done
	echo "$1 does not get $2 lines"
	return 1
}

# What the program said, without what differs.
said() { # [FILE]
	sed -E "s|^store-[a-z]*: ||; s|spool/[0-9a-f]{16}|SPOOL|
	    s|[0-9]+\.ndjson|N.ndjson|; s|at byte [0-9]+|at byte N|
	    s/database is locked|the server does not answer|canceling statement due to [a-z]+ timeout/away/
	    s/new row .* check constraint \"(.*)\"/\1/" "$@"
}

# The database itself refuses names that begin with bad.
refuse_bad() {
	case $STORE in
	store-pg)
		psql -X -q -d "$DB" -c 'ALTER TABLE drift.series ADD CONSTRAINT
		    "nobody likes this name" CHECK (test_name NOT LIKE $$bad%$$)' ;;
	*)	sqlite3 "$DB" "CREATE TRIGGER refuse BEFORE INSERT ON series
		    WHEN NEW.test_name LIKE 'bad%' BEGIN
		    SELECT RAISE(ABORT, 'nobody likes this name'); END" ;;
	esac
}

until_passed() { # N
	local tries
	for tries in {1..1000}; do
		[ "$(records out | wc -l)" -ge "$1" ] && return
		sleep 0.02
	done
	echo "no $1 records pass"
	return 1
}

# begin OPTION...: a program that writes what is sent to &$to, into DRIFT_DB
# where there is no DB
begin() {
	mkfifo in
	>out	# the program opens it only behind in
	apart $STORE --db-timeout $timeout --retry 20ms --breaker-failures 1000 \
	    "$@" ${DB:+"$DB"} <in >out 2>err &
	writer=$!
	exec {to}>in
}
end() {
	exec {to}>&-
	to=
	wait $writer
	echo "status $?"
	rm -f in
}

# The state that each health record tells.
health() { # FILE
	grep '"health"' "$1" | jq -r '[.status, .circuit_state] | join(" ")'
}
records() { # FILE
	grep -v '"health"' "$1"
}

# between RULE ...: sets through to an address of DB that leads through a program
# of that name, which ends with the case.
between() {
	local place
	place=$(expr "$DB" : 'host=\([^ ]*\)')
	mkdir between
	apart "$TESTS/outage/between" between/.s.PGSQL.5432 \
	    "$place/.s.PGSQL.5432" "$@" &
	until [ -e between/.s.PGSQL.5432.ready ]; do sleep 0.02; done
	through=${DB/"$place"/"$PWD/between"}
}
