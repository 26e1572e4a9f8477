#!/bin/bash
# 1,000 and 1,000,000 records of the same series: no allocation per record.
# A store is left out: its database library allocates as it pleases.
. "$TESTS/contract/lib.bash"

case $O in */san) echo "the sanitizer has its own malloc" >&2; exit 77 ;; esac
cc -std=gnu17 -O2 -shared -fPIC -o counting.so "$TESTS/contract/counting.c"

stream() { # N
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) {
		printf "{\"kind\":\"measurement\",\"test_name\":\"t\",\"timestamp\":\"2026-01-%02dT%02d:%02d:%02d.%06dZ\",\"confidence\":0.%d,\"category\":\"stable\"}\n",
		    1 + i / 864000, i / 36000 % 24, i / 600 % 60, i / 10 % 60, i % 10 * 100000, 900 + i % 7 } }'
}
stream 1000 >few
stream 1000000 >many

count() { # FILE COMMAND ...
	COUNT_TO=count LD_PRELOAD=$PWD/counting.so "${@:2}" <"$1" >/dev/null 2>err ||
		wrong "$2" "status $?"
	cat count
}

check() {
	local name=$1 few many
	shift
	case $name in store-*) return ;; esac
	few=$(count few "$@")
	many=$(count many "$@")
	[ "$few" = "$many" ] ||
		wrong "$name" "$few allocations for 1,000 records, $many for 1,000,000"
}
each check
