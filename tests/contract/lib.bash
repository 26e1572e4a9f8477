# lib.bash - what the contract cases share: the filters, and how to run them
#
# A case prints nothing when everything is as it should be, and
# NAME: REASON for each filter that breaks the contract.

# each CASE ...: CASE NAME COMMAND ... for every filter that can be built
each() {
	local name
	for name in ingest classify detect monitor alert gate notify export \
	    store-sqlite store-pg; do
		[ -x "$BIN/$name" ] && set_command "$name" || continue
		"$@" "$name" "${command[@]}"
	done
	return 0
}

# The command line by which a filter reads NDJSON from standard input.
set_command() { # NAME
	command=("$BIN/$1")
	case $1 in
	ingest | export)
		command+=(-f ndjson) ;;
	notify)		# records pass where it delivers
		export NOBODY=http://127.0.0.1:1/
		command+=(--to webhook --url '$NOBODY') ;;
	store-sqlite)
		rm -f "$1.db"*
		command+=(write "$1.db") ;;
	store-pg)	# false where PostgreSQL is not installed
		local address
		address=$("$TESTS/postgres" fresh "$SERVER" 2>/dev/null) &&
		    command+=(write "$address") ;;
	esac
}

# every CASE: the same for all programs, filters or not
every() {
	local name
	for name in "$BIN"/*; do
		"$@" "${name##*/}" "$name"
	done
	return 0
}

wrong() { # NAME REASON
	printf '%s: %s\n' "$1" "$2"
}

# A record that every filter has to do with, or passes on, as it is printed.
measurement() { # NUMBER
	printf '{"kind":"measurement","project":"p","test_name":"t","timestamp":"2026-01-01T00:%02d:%02d.000000Z","confidence":0.9,"category":"stable"}\n' \
	    $(($1 / 60)) $(($1 % 60))
}

# Waits until a file has N lines: patience with a limit, not a measured time.
until_lines() { # FILE N
	local tries
	for tries in {1..500}; do
		[ "$(wc -l <"$1")" -ge "$2" ] && return
		sleep 0.02
	done
	return 1
}

# What a pipeline started and did not end: it runs in our folder.
left_behind() {
	local proc line
	for proc in /proc/[0-9]*; do
		[ "$(readlink "$proc/cwd" 2>/dev/null)" = "$PWD" ] || continue
		line=$(tr '\0' ' ' <"$proc/cmdline")
		case $line in "$BIN"/* | *pipelines/* | tee* | tail* | cat*)
			echo "left behind: $line" ;;
		esac
	done
}

peak() { # FILE COMMAND ...: KiB
	python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "${@:2}" <"$1"
}

# Whether the largest resident set is the same for the files few and many.
flat() { # NAME COMMAND ...
	local name=$1 few many more=1024
	shift
	case $name in store-*) more=196608 ;; esac	# cache, and lines before a commit
	few=$(peak few "$@")
	many=$(peak many "$@")
	[ "$many" -le $((few + few / 10 + more)) ] ||
		wrong "$name" "$few KiB for few, $many KiB for many"
}
