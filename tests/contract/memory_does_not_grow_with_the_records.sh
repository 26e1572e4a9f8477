#!/bin/bash
# The largest resident set for 100,000 and 1,000,000 records of 50 series.
. "$TESTS/contract/lib.bash"

case $O in */san) echo "the sanitizer keeps what is freed" >&2; exit 77 ;; esac

stream() { # N
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) {
		printf "{\"kind\":\"measurement\",\"test_name\":\"t%d\",\"timestamp\":\"2026-01-%02dT%02d:%02d:%02d.%06dZ\",\"confidence\":0.%d,\"category\":\"stable\"}\n",
		    i % 50, 1 + i / 864000, i / 36000 % 24, i / 600 % 60, i / 10 % 60, i % 10 * 100000, 900 + i % 7 } }'
}
stream 100000 >few
stream 1000000 >many

peak() { # FILE COMMAND ...: KiB
	python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "${@:2}" <"$1"
}

check() {
	local name=$1 few many more=1024
	shift
	case $name in store-*) more=196608 ;; esac	# cache, and lines before a commit
	few=$(peak few "$@")
	many=$(peak many "$@")
	[ "$many" -le $((few + few / 10 + more)) ] ||
		wrong "$name" "$few KiB for 100,000 records, $many for 1,000,000"
}
each check
