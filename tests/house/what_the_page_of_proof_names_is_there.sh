#!/bin/bash
# Every AREA/CASE of tests/PROOF.md, and every script its commands run.
cd "$TESTS" || exit
grep -oE '\b[a-z]+/[a-z0-9_]+(-[a-z]+)?' PROOF.md | sort -u | while read -r name; do
	case $name in
	tests/*)	[ -e "../$name" ] ;;
	unit/*)		[ -e "$name.c" ] ;;
	*)		[ -e "$name.sh" ] || [ -e "$name.tap" ] ;;
	esac || echo "$name: is not there"
done
