#!/bin/bash
# Every .Bd -literal block under EXAMPLES of a program's page is run, in an
# empty folder of its own.  A block with "$ " at the beginning of lines is a
# transcript: each command must end with 0 and print what follows it; where
# FILE does not exist yet, "$ cat FILE" makes it.  Any other block is a script.
# Prints PAGE: REASON for what does not do what the page says.
here=$PWD
say() { # REASON
	echo "${page##*/}: $1"
	sed 's/^/	/'
}

blocks() { # PAGE: writes its examples to 1, 2 ...
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/p' "$1" | awk '
	/^\.Bd -literal/ { inside = 1; n++; next }
	/^\.Ed/ { inside = 0 }
	inside { gsub(/\\e/, "\\"); gsub(/\\&/, ""); gsub(/\\-/, "-")
	    gsub(/\\\(aq/, "\047"); print >n }'
}

step() { # COMMAND EXPECTED
	local name=${1#cat }
	if [ "$1" = "cat $name" ] && [ ! -e "$name" ]; then
		printf '%s' "$2" >"$name"
		return
	fi
	bash -e -o pipefail -c "$1" >"$here/out" 2>"$here/err" || {
		say "status $?: $1" <"$here/err"
		return 1
	}
	diff <(printf '%s' "$2") "$here/out" >"$here/diff" ||
	    say "prints something else: $1" <"$here/diff"
}

transcript() { # FILE
	local line command='' expected=''
	while IFS= read -r line; do
		case $line in
		'$ '*)	[ -z "$command" ] || step "$command" "$expected" || return
			command=${line#'$ '} expected='' ;;
		'> '*)	command+=$'\n'${line#'> '} ;;
		*)	expected+=$line$'\n' ;;
		esac
	done <"$1"
	step "$command" "$expected"
}

count=0
for page in "$TESTS"/../filters/*.1; do
	mkdir "$here/blocks" && cd "$here/blocks" && blocks "$page" || exit
	[ -e 1 ] || say 'has no examples' </dev/null
	for block in "$here"/blocks/*; do
		[ -e "$block" ] || continue
		mkdir "$here/work" && cd "$here/work" || exit
		if grep -q '^\$ ' "$block"; then
			transcript "$block"
		else
			bash -e "$block" >"$here/out" 2>&1 </dev/null ||
			    say "example ${block##*/}: status $?" <"$here/out"
		fi
		cd "$here" && rm -rf work && count=$((count + 1))
	done
	rm -rf blocks
done
[ $count -gt 0 ]
