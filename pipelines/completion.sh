#!/bin/bash
# completion.sh bash|zsh|fish - completion of drift for a shell
#
# From the option tables of the programs themselves, which they print with
# --list-options.  "make install" runs it on what was just built.
set -u
[ $# = 1 ] || { echo "usage: completion.sh bash|zsh|fish" >&2; exit 2; }
shell=$1
unset DRIFT_PIPELINE DRIFT_PROGRAM
drift=${DRIFT:-$(dirname "$0")/../bin/drift}

purpose() { # COMMAND
	"$drift" "$1" -h 2>/dev/null | awk -v name="$1" '
	NR == 1 && sub("^drift " name " - ", "") { print; exit }
	NR == 2 { print; exit }'
}

# Words of a value, "FILE" for a file's name, or nothing.
words() { # VALUE
	case $1 in
	KIND) echo "$kinds" ;;
	LEVEL) echo none low moderate high critical ;;
	FILE | DIR | DIRECTORY) echo FILE ;;
	*[' '[:upper:]]*) ;;
	*'|'*) echo "${1//|/ }" ;;
	esac
}

# COMMAND, then a line each of letter, name, value and help, joined by \x1f so
# that empty ones stay.
table() { # COMMAND
	case $1 in config | help) return ;; esac
	"$drift" ${1:+"$1"} --list-options 2>/dev/null | tr '\t' '\037'
}

kinds=$("$drift" schema -f manual | awk '/^\.Ss / { printf "%s ", $2 }')
commands=$("$drift" --list-commands) || exit
quote() { # TEXT: in single quotes
	local s=${1//\'/\'\\\'\'}
	printf "'%s'" "$s"
}

# ---- bash

bash_cases() { # COMMAND
	local letter name value help found either
	while IFS=$'\037' read -r letter name value help; do
		[ -n "$value" ] || continue
		found=$(words "$value") either=$1,$name
		[ -z "$letter" ] || either+="|$1,$letter"
		case $found in
		FILE) printf '\t%s) return ;;\n' "$either" ;;
		*) printf '\t%s) words=%s ;;\n' "$either" "$(quote "$found")" ;;
		esac
	done < <(table "$1")
}

names() { # COMMAND
	table "$1" | cut -d $'\037' -f 2 | tr '\n' ' '
}

bash_completion() {
	local command
	cat <<-'END'
	# bash completion of drift, made by completion.sh
	_drift() {
		local current=${COMP_WORDS[COMP_CWORD]} before command='' words i
		before=${COMP_WORDS[COMP_CWORD - 1]}
		[ "$current" != = ] || current=
		[ "$before" != = ] || before=${COMP_WORDS[COMP_CWORD - 2]}
		[ "${COMP_WORDS[COMP_CWORD]}" != = ] ||
		    before=${COMP_WORDS[COMP_CWORD - 1]}
		for ((i = 1; i < COMP_CWORD; i++)); do
	END
	printf '\t\tcase " %s " in *" ${COMP_WORDS[i]} "*)\n' \
	    "$(echo $commands)"
	cat <<-'END'
			command=${COMP_WORDS[i]} && break ;;
		esac
		done
		COMPREPLY=()
		case $command,$before in
	END
	printf '\thelp,*) words=%s ;;\n' "$(quote "$(echo $commands)")"
	bash_cases ''
	for command in $commands; do bash_cases "$command"; done
	printf '\t*) case $command,$current in\n'
	printf "\t',-'*) words=%s ;;\n" "$(quote "$(names '')")"
	printf "\t','*) words=%s ;;\n" "$(quote "$(echo $commands)")"
	for command in $commands; do
		printf '\t%s,-*) words=%s ;;\n' "$command" \
		    "$(quote "$(names "$command")")"
	done
	cat <<-'END'
		*) return ;;
		esac ;;
		esac
		[ -n "$words" ] || compopt +o default 2>/dev/null
		COMPREPLY=($(compgen -W "$words" -- "$current"))
	}
	complete -o default -F _drift drift
	END
}

# ---- zsh

zsh_value() { # VALUE
	local found
	found=$(words "$1")
	case $found in
	'') printf ':%s: ' "$1" ;;
	FILE) printf ':%s:_files' "$1" ;;
	*) printf ': :(%s)' "$found" ;;
	esac
}

zsh_options() { # COMMAND
	local letter name value help
	while IFS=$'\037' read -r letter name value help; do
		help=${help//[\[\]:]/ }
		[ -z "$value" ] || value=$(zsh_value "${value//[:()]/ }")
		printf ' \\\n\t\t    %s' "$(quote "*$name${value:+=}[$help]$value")"
		[ -z "$letter" ] ||
		    printf ' %s' "$(quote "*$letter${value:++}[$help]$value")"
	done < <(table "$1")
}

zsh_completion() {
	local command
	printf '#compdef drift\n# zsh completion of drift, made by completion.sh\n'
	printf '_drift() {\n\tlocal -a commands\n\tlocal i command\n\tcommands=(\n'
	for command in $commands; do
		printf '\t    %s\n' "$(quote "$command:$(purpose "$command")")"
	done
	cat <<-'END'
		)
		for ((i = 2; i < CURRENT; i++)); do
			[[ -n ${commands[(r)${words[i]}:*]} ]] || continue
			command=${words[i]}
			shift $((i - 1)) words
			((CURRENT -= i - 1))
			break
		done
		case $command in
	END
	printf "\t'') _arguments"
	zsh_options ''
	printf ' \\\n\t\t    "*: :{_describe command commands}" ;;\n'
	printf '\thelp) _describe command commands ;;\n'
	for command in $commands; do
		[ "$command" != help ] || continue
		printf '\t%s) _arguments' "$command"
		zsh_options "$command"
		printf " \\\\\n\t\t    '*:file:_files' ;;\n"
	done
	printf '\tesac\n}\n_drift "$@"\n'
}

# ---- fish

fish_options() { # CONDITION COMMAND
	local letter name value help found
	while IFS=$'\037' read -r letter name value help; do
		printf 'complete -c drift -n %s -l %s' "$(quote "$1")" "${name#--}"
		[ -z "$letter" ] || printf ' -s %s' "${letter#-}"
		found=$(words "$value")
		case $value,$found in
		,*) ;;
		*,FILE) printf ' -r' ;;
		*) printf ' -x -a %s' "$(quote "$found")" ;;
		esac
		printf ' -d %s\n' "$(quote "$help")"
	done < <(table "$2")
}

fish_completion() {
	local command
	echo '# fish completion of drift, made by completion.sh'
	for command in $commands; do
		printf 'complete -c drift -f -n __fish_use_subcommand -a %s -d %s\n' \
		    "$command" "$(quote "$(purpose "$command")")"
	done
	printf 'complete -c drift -f -n "__fish_seen_subcommand_from help" -a %s\n' \
	    "$(quote "$(echo $commands)")"
	fish_options __fish_use_subcommand ''
	for command in $commands; do
		fish_options "__fish_seen_subcommand_from $command" "$command"
	done
}

case $shell in
bash | zsh | fish) "${shell}_completion" ;;
*) echo "completion.sh: unknown shell $shell" >&2; exit 2 ;;
esac
