#!/bin/bash
# As it waits for its first record, a filter can start no program and reach
# no network any more: the kernel says so of the process.  What those calls
# answer then is tried by tests/unit/sandbox.c.
. "$TESTS/contract/lib.bash"
case $BIN in */san/*) echo "sanitizers have needs of their own" >&2; exit 77 ;; esac
grep -q '^Seccomp_filters' /proc/self/status || {
	echo "this kernel has no seccomp(2)" >&2
	exit 77
}
word() { # FIELD PID
	sed -n "s/^$1:\t//p" "/proc/$2/status"
}
is_shut() { # NAME COMMAND ...
	local pid tries
	case $1 in store-* | notify) return ;; esac	# they reach out
	mkfifo "$1"
	"${@:2}" <"$1" >/dev/null &
	pid=$!
	exec 3>"$1"
	for tries in {1..500}; do	# until it is ready
		[ "$(word Seccomp $pid)" = 2 ] && break
		sleep 0.02
	done
	[ "$(word Seccomp $pid)" = "$(($(word Seccomp $$) > 2 ? 3 : 2))" ] ||
	    wrong "$1" "may call anything"
	[ "$(word NoNewPrivs $pid)" = 1 ] || wrong "$1" "may gain rights"
	exec 3>&-
	wait $pid || [ $? = 1 ] || wrong "$1" "status $?"
}
each is_shut
mkfifo in out
classify --enrich cat <in >out &
exec 3>in 4<out
measurement 1 >&3
read -r line <&4	# so it is ready
[ "$(word NoNewPrivs $!)" = 0 ] || wrong classify "an enricher is shut in, too"
exec 3>&-
wait
