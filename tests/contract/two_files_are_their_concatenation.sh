#!/bin/bash
. "$TESTS/contract/lib.bash"

for n in {1..20}; do measurement "$n"; done >one
for n in {21..40}; do measurement "$n"; done >two

check() {
	local name=$1
	shift
	case $name in store-*) return ;; esac
	"$@" one two </dev/null 2>err >from_files
	cat one two | "$@" 2>err >from_stdin
	cmp -s from_files from_stdin || wrong "$name" "differs"
}
each check
