#!/bin/bash
# It was not known that a file is empty, so it got other pages, and no room
# could be given back.  Each read, and some calls for memory, fail.
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
make_file() { # CALL N ERRNO
	rm -f s.db*
	FAIL_CALL=$1 FAIL_AT=$2 FAIL_WITH=$3 \
	    LD_PRELOAD=$O/tests/faults/failing.so store-sqlite init s.db 2>err ||
	    store-sqlite init s.db
	sqlite3 s.db 'SELECT page_size, auto_vacuum
	    FROM pragma_page_size, pragma_auto_vacuum'
}
for n in {1..9}; do
	make_file read $n 5
done | sort | uniq -c
for n in {20..200..20}; do
	make_file malloc $n 12
done | sort | uniq -c
