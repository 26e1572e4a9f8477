#!/bin/bash
# Where standard output is closed, the next file that is opened is not taken
# for it; what is said where nobody can hear it goes into no file either.
. "$TESTS/contract/lib.bash"

check() { # NAME COMMAND ...
	local name=$1 status
	shift
	measurement 1 >in
	echo nonsense >>in
	"$@" <in >&- 2>err
	status=$?
	grep -q "^$name: cannot write standard output" err ||
	    wrong "$name" "says of a closed output: $(tail -n 1 err)"
	[ $status = 2 ] || wrong "$name" "status $status with a closed output"
	"$@" <&- >out 2>err
	status=$?
	grep -q "^$name: .*stdin: Bad file descriptor" err ||
	    wrong "$name" "says of a closed input: $(tail -n 1 err)"
	[ $status = 2 ] || wrong "$name" "status $status with a closed input"
	"$@" --rejects bad <in >out 2>&-
	status=$?
	[ $status = 3 ] || wrong "$name" "status $status where nobody hears"
	jq -e .reason bad >line 2>err || wrong "$name" "words in a file: $(<bad)"
	rm -f bad
}
each check

# Files that are opened first get no records.
"$BIN/store-sqlite" read store-sqlite.db >&- 2>err </dev/null
[ $? = 2 ] || wrong read "$(cat err)"
[ "$(sqlite3 store-sqlite.db 'PRAGMA integrity_check')" = ok ] ||
    wrong read "the database is damaged"
for words in -h --version; do
	"$BIN/detect" $words >&- 2>err && wrong detect "$words says nothing"
	"$BIN/detect" $words >/dev/full 2>err && wrong detect "$words is lost"
	grep -q '^detect: cannot write standard output' err ||
	    wrong detect "$words: $(cat err)"
done
"$BIN/drift" config >/dev/full 2>err
grep -q '^drift: cannot write standard output' err ||
    wrong drift "config: $(cat err)"
