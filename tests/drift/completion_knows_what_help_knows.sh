#!/bin/bash
# As bash asks for it; all options of every program's -h are there, and the
# shells that are here can read theirs.
completion=$TESTS/../pipelines/completion.sh
export DRIFT=$BIN/drift
for shell in bash zsh fish; do
	"$completion" $shell >completion.$shell || exit
	command -v $shell >/dev/null && $shell -n completion.$shell
done
. ./completion.bash
offer() { # WORD...: what may be in the place of the last one
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
	_drift 2>/dev/null
	echo "$*: ${COMPREPLY[*]}"
}
offer drift sta
offer drift help mi
offer drift --db-b
offer drift --db file.db al
offer drift export --for
offer drift export --format j
offer drift export -f o
offer drift export --format = m
offer drift export --format =
offer drift store --durability ''
offer drift read --kind me
offer drift status --window ''
offer drift alerts --severity ''
offer drift cleanup --a
offer drift alert --rejects ''
for command in $(drift --list-commands); do
	case $command in config | help) continue ;; esac
	offer drift $command - | tr ' ' '\n' | grep '^--' | sort -u >offered
	drift $command -h |
	    sed -nE 's/^ +(-[a-zA-Z], +)?(--[a-z0-9-]+).*/\2/p' | sort -u |
	    comm -13 offered - | sed "s/^/$command: not offered: /"
done
