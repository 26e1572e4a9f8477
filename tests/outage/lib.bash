# lib.bash - what the outage cases share: a database, and taking it away
#
# The cases name the program as $STORE and its database as $DB, and take it
# away by hold and release; another database has its own of these.
STORE=${STORE:-store-sqlite} DB=${DB:-$PWD/s.db}
spool=(--spool spool --db-timeout 50ms)

# rows FROM TO: measurements of ten tests, one a second
rows() {
	local i
	for ((i = $1; i <= $2; i++)); do
		printf '{"kind":"measurement","test_name":"t%d","timestamp":"2026-01-01T%02d:%02d:%02dZ","confidence":0.5,"category":"c"}\n' \
		    $((i % 10)) $((i / 3600)) $((i / 60 % 60)) $((i % 60))
	done
}

# How many of them are in the database.
stored() {
	$STORE read --kind measurement "$DB" | wc -l
}

# A program that keeps none of the pipes open that we close.
apart() {
	[ -z "${to-}" ] || exec {to}>&-
	[ -z "${held-}" ] || exec {held}>&-
	exec "$@"
}

# Nobody else can write from here on, until release.
hold() {
	mkfifo held
	apart sqlite3 "$DB" <held >holds &
	holder=$!
	exec {held}>held
	printf '%s\n' '.timeout 60000' 'BEGIN EXCLUSIVE;' \
	    "SELECT 'held';" >&$held
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

# What the program said, without what differs from run to run.
said() { # FILE
	sed -E "s|$STORE: ||; s|$DB|DB|; s|spool/[0-9a-f]{16}|SPOOL|; s|[0-9]+\.ndjson|N.ndjson|" "$1"
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

# begin OPTION...: a program that writes what is sent to &$to
begin() {
	mkfifo in
	apart $STORE --db-timeout 50ms --retry 20ms "$@" "$DB" <in >out 2>err &
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
