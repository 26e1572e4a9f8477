# terminal.bash - what somebody at a terminal sees
script -qec true /dev/null </dev/null >/dev/null 2>&1 ||
    { echo "there are no pseudo-terminals here" >&2; exit 77; }

# at_terminal COMMAND: of a shell, which has a terminal and nothing to read;
# what appears there, and what appears in its place, line by line.
at_terminal() {
	script -qec "$1" /dev/null </dev/null | tr '\r' '\n' |
	    sed 's/\x1b\[K//'
}

# Another program holds the database for a while.
hold_a_while() { # FILE
	sqlite3 "$1" 'BEGIN IMMEDIATE' '.shell touch held; sleep 1.5' &
	until [ -e held ]; do sleep 0.02; done
}

# Numbers of which nobody knows.
any_number() { sed -E 's/[0-9]+/N/g'; }
