#!/bin/bash
# In two folders, at two times, with two umasks: one program of every stage of
# the build (generated code aside), and of its objects just what it needs.
needs=$(printf 'build/common/%s.o ' diag opt out record-kind record sql-read \
    sql-view sql str str-number str-print when)
build() { # FOLDER
	mkdir -p "$1/tests/unit"
	cp -r "$TESTS/../GNUmakefile" "$TESTS/../common" "$TESTS/../filters" \
	    "$TESTS/../schemas" "$1"
	make -s -C "$1" bin/schema COMMON="$needs" >&2 || exit
}
build first
umask 077
build second/folder/of/another/length
cmp first/bin/schema second/folder/of/another/length/bin/schema
! grep -F "$PWD" first/bin/schema
