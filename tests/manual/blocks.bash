# blocks.bash - what pages and the README show is done, for the cases here
#
# A block with "$ " at the beginning of lines is a transcript: each command
# must end with 0 and print what follows it; where FILE does not exist yet,
# "$ cat FILE" makes it.  A line of a crontab is run as cron would.  Any other
# block is a script, and must end with 0.  What does not do what the page says
# is printed as PAGE: REASON; $page is the page, $here a folder for notes.
here=$PWD

say() { # REASON
	echo "${page##*/}: $1"
	sed 's/^/	/'
}

page_blocks() { # FOLDER: what is literal in its input becomes 1, 2 ... there
	awk -v folder="$1" '
	/^\.Bd -literal/ { inside = 1; n++; next }
	/^\.Ed/ { inside = 0 }
	inside { gsub(/\\e/, "\\"); gsub(/\\&/, ""); gsub(/\\-/, "-")
	    gsub(/\\\(aq/, "\047"); print >(folder "/" n) }'
}

readme_blocks() { # FOLDER: the same of what is indented
	awk -v folder="$1" '
	/^    / { if (!inside) n++; inside = 1; sub(/^    /, "")
	    print >(folder "/" n); next }
	{ inside = 0 }'
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

script() { # FILE: that of a crontab without its times
	local field='[0-9*/,-]+'
	sed -E "s/^($field +){5}//" "$1" >"$here/script"
	bash -e "$here/script" >"$here/out" 2>&1 </dev/null ||
	    say "status $? of: $(head -n 1 "$1")" <"$here/out"
}

run_block() { # FILE: in the present folder
	if grep -q '^\$ ' "$1"; then transcript "$1"; else script "$1"; fi
}
