# server.bash - what the cases of a server's faults share: records that stream
# into a PostgreSQL of the case's own, while that goes away and comes back
. "$TESTS/outage/lib.bash"
DB=	# see begin()
timeout=10s
# What is said of a session that ends.
gone='terminating connection due to (administrator command|unexpected'
gone+=' postmaster exit)|server closed the connection unexpectedly'
gone+='|could not (send data to|receive data from) server: [A-Z][a-z ]*'

# Its folder is server; a password is in the address, and in no message.
own() { # [SETTING=VALUE ...]
	address=$("$TESTS/postgres" start server "$@") || exit
	reach postgres
}
reach() { # DATABASE
	address=${address/dbname=postgres/dbname=$1}
	export DRIFT_DB="$address connect_timeout=2 password=hunter2"
	$STORE init
}

server() { # VERB
	(apart "$TESTS/postgres" "$1" server >/dev/null)
}
sql() { # STATEMENT ...
	(apart psql -X -q -A -t -d "$address" "${@/#/-c}")
}

# More and more of it, until the file "enough" is there.
feed() { # ROWS-AT-ONCE
	until [ -e enough ]; do
		flow $((sent + 1)) $((sent + $1))
		sent=$((sent + $1))
		echo $sent >sent
		sleep 0.01
	done >&$to 2>feeding
}
start_feeding() { # ROWS-AT-ONCE
	rm -f enough
	feed "$1" &
	feeder=$!
}
stop_feeding() {
	touch enough
	wait $feeder
	sent=$(<sent)
}

# So many more than have passed until now.
until_more_pass() { # N
	until_passed $(($(records out | wc -l) + $1))
}

until_found() { # N WORDS FILE
	local tries
	for tries in {1..1000}; do
		[ "$(grep -c "$2" "$3")" -lt $1 ] || return 0
		sleep 0.02
	done
	echo "$3 does not say $2"
	return 1
}

# All that was sent is there, once; what was said, with "away" for a REASON.
judge() { # REASON FROM
	flow "$2" $sent | cmp - <(records out)
	flow 1 $sent >all
	marks >stored
	comm -23 <(marks all) stored | sed 's/^/lost: /'
	uniq -d stored | sed 's/^/twice: /'
	comm -13 <(marks all) stored | sed 's/^/never sent: /'
	find spool -name '*.ndjson' 2>/dev/null
	! grep hunter2 err || echo "a message has the password"
	said err | sed -E "s/^host=[^:]*: /DB: /; s/^DB: ($1): /DB: away: /" |
	    awk -v rows=$((sent - $2 + 1)) '
		$3 == "stored," && $4 == 0 && $8 == 0 && $2 + $6 == rows {
			$0 = "DB: all are stored" }
		!seen[$0]++'
}

# A fault among records that stream, once without a spool and once with one.
through() { # FAULT REMEDY REASON [ROWS-AT-ONCE]
	local options from
	sent=0
	for options in '' '--spool spool'; do
		echo "options: $options"
		from=$((sent + 1))
		begin --retry-max 100ms $options
		start_feeding "${4-20}"
		until_passed 200
		$1
		until_lines err 1
		[ -z "$options" ] || until_more_pass 200
		$2
		[ -z "$options" ] || until_found 1 'spool is stored' err
		until_more_pass 200
		stop_feeding
		end
		judge "$3" $from
	done
}
