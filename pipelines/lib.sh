# lib.sh - what the pipelines share: options, the verdict, and signals
#
# A pipeline puts its pipe into a function, starts the pipe's first program
# with `from` and ends it with `verdict "${PIPESTATUS[@]}"`; `flow` runs it.

command=${0##*/drift-}
if [ -z "${DRIFT_PROGRAM-}" ]; then	# called by its own name
	tree=$(dirname "$(realpath "$0")")/..
	for DRIFT_PROGRAM in "$tree/bin/drift" "$tree/../bin/drift"; do
		[ -x "$DRIFT_PROGRAM" ] && exec "$DRIFT_PROGRAM" "$command" "$@"
	done
fi
set -u
user_path=$PATH
PATH=${DRIFT_PROGRAM%/*}:$PATH

say() {
	printf '%s: %s\n' "$command" "$*" >&2
}

fail() { # STATUS WORDS
	say "${@:2}"
	exit "$1"
}

# The comment at the head of the script.
usage() {
	sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
}

# list_options 'NAME= FLAG ...' - as the programs do it (common/opt.h)
list_options() {
	local name value help text
	text=$(usage | grep -v '^  drift ')	# examples have values, too
	for name in $1; do
		value='' help=$(printf '%s\n' "$text" |
		    sed -n "s/^  --${name%=}\( [^ ]*\)\{0,1\}  *\([^-]\)/\2/p")
		[[ $name != *= ]] || value=$(printf '%s\n' "$text" |
		    sed -n "s/.*--${name} *//;s/.*--${name%=} \([^ ]*\).*/\1/p" |
		    head -n 1)
		help=${help%%$'\n'*}
		[[ $help != *' --'* ]] || help=''	# it is of several
		printf '\t--%s\t%s\t%s\n' "${name%=}" "$value" "$help"
	done
	printf -- '-h\t--help\t\tprint this help and stop\n'
}

unknown_option() { # OPTION 'NAME= FLAG ...'
	local near
	near=$("$DRIFT_PROGRAM" --nearest "${1#--}" help ${2//=/})
	[ -z "$near" ] || fail 2 "unknown option $1; did you mean --$near?"
	fail 2 "unknown option $1; -h lists the options"
}

# options 'NAME= FLAG ...' ARGUMENT...
# Sets the variable of every option that is given (--fail-on: fail_on) and
# the array operands, to which all belongs that follows "--", unless a command
# may stand there ($takes_command): then that is the array rest.
options() {
	local known=" $1 " name variable
	shift
	operands=() rest=()
	while [ $# -gt 0 ]; do
		name=${1#--} name=${name%%=*} variable=${name//-/_}
		case $1 in
		-h | --help) usage && exit 0 ;;
		--list-options) list_options "$known" && exit 0 ;;
		--) rest=("${@:2}")
		    [ -n "${takes_command-}" ] || operands+=("${@:2}")
		    return ;;
		--*=*) set -- "--$name" "${1#*=}" "${@:2}" ;;
		esac
		case $1,$known in
		--*,*" $name= "*)
			[ $# -gt 1 ] || fail 2 "--$name needs a value"
			printf -v "$variable" %s "$2" && shift ;;
		--*,*" $name "*) printf -v "$variable" yes ;;
		-?*,*) unknown_option "$1" "$known" ;;
		*) operands+=("$1") ;;
		esac
		shift
	done
}

# A database that stands where none is looked for must not be taken for the
# one that is meant.
no_operands() {
	[ ${#operands[@]} = 0 ] ||
	    fail 2 "unexpected ${operands[0]}; -h tells more"
}

# whole_times VARIABLE... - a date that stands in one of them is when it begins
whole_times() {
	local name
	for name; do
		[[ ${!name} != ????-??-?? ]] ||
		    printf -v "$name" %s "${!name}T00:00:00Z"
	done
}

# What `drift retain` is told by those who clean up.
told_retain='results= measurements= analysis= alerts= open-alerts= events= '
told_retain+='monitoring= predictions= decisions= models= log= memory= '
told_retain+='archive= now='

# What `drift notify` is told by those who deliver.
told_notify='as= routing-key= link= interval= dead-letter= timeout= give-up= '
told_notify+='retry= retry-max= cacert= now='

# What ping() below is told.
told_ping='ping= timeout= give-up= cacert= plain'

# pass_on ARRAY 'NAME= ...' - adds to the array what options() found of these.
pass_on() {
	local -n to=$1
	local name variable
	for name in ${2//=/}; do
		variable=${name//-/_}
		[ -z "${!variable-}" ] || to+=("--$name" "${!variable}")
	done
}

# Held until the script ends: $lock, else a file beside an SQLite database, or
# in /tmp.  Another one of the same name that is at work ends this one with 75.
hold_lock() {
	local fd
	[ -n "$lock" ] || if [ "$(drift config store)" = store-sqlite ]; then
		lock=$DRIFT_DB.$command
	else
		lock=${XDG_RUNTIME_DIR:-/tmp}/drift-$command-$UID
		lock+=-$(cksum <<<"$DRIFT_DB" | cut -d' ' -f1)
	fi
	{ exec {fd}>>"$lock"; } 2>/dev/null || fail 2 "cannot write $lock"
	flock -n "$fd" || fail 75 "another one is at work: it holds $lock"
}

# verdict STATUS... - of a pipe's programs, the one that counts: a death by
# signal, then 2, 75, 1, 3, 0.  A program whose reader stopped did no wrong.
verdict() {
	local status rank worst=0 highest=0
	while [ $# -gt 0 ]; do
		status=$1
		[ "$1,$#" != 141,1 ] && [ "$1" = 141 ] && status=0
		case $status in
		0) rank=0 ;;
		3) rank=1 ;;
		1) rank=2 ;;
		75) rank=3 ;;
		12[89] | 1[3-9]? | 2??) rank=5 ;;
		*) rank=4 status=2 ;;
		esac
		[ $rank -gt $highest ] && highest=$rank worst=$status
		shift
	done
	return $worst
}

# from COMMAND ARGUMENT... - the source of a pipe, and who is told to stop
from() {
	echo "$BASHPID" >&"$told"
	[ "$(type -t "$1")" = function ] || exec "$@"
	"$@"
}

# What must not be left behind, whichever way the script ends.
clean() { :; } # STATUS
trap 'clean $?' EXIT

die_by() { # SIGNAL: its name or number
	local number=$1
	[[ $1 == [0-9]* ]] || number=$(kill -l "$1")
	clean $((128 + number))
	trap - "$1"
	kill -s "$1" $$
}

# Outside of a flow: when what runs just now has ended.
trap 'die_by TERM' TERM
trap 'die_by INT' INT

# flow FUNCTION ARGUMENT... - runs a pipe and returns its verdict.  TERM and
# INT go to the source alone, so what it has read is not lost; when the pipe
# has run empty this script dies by the signal.
flow() {
	local job source='' signal='' status
	exec {told}<> <(:) || fail 2 "cannot open a pipe"
	trap 'signal=TERM; [ -z "$source" ] || kill "$source" 2>/dev/null' TERM
	trap 'signal=INT; [ -z "$source" ] || kill "$source" 2>/dev/null' INT
	"$@" <&0 &
	job=$!
	read -r source <&"$told"
	[ -n "$signal" ] && kill "$source" 2>/dev/null
	wait "$job"
	status=$?
	while kill -0 "$job" 2>/dev/null; do	# a signal ended the wait
		wait "$job"
		status=$?
	done
	trap 'die_by TERM' TERM
	trap 'die_by INT' INT
	exec {told}>&-
	[ -n "$signal" ] && die_by "$signal"
	return "$status"
}

# finish STATUS - ends the script the way its pipes ended
finish() {
	[ "$1" -gt 128 ] && die_by $(($1 - 128))
	exit "$1"
}

# A database that does not answer is said to be so, and not to hold nothing;
# and what it cannot be asked is said once.
reach() { # [WORDS, where there is no file yet [OPTION...]]
	local database status
	drift read --kind alert --limit 1 "${@:2}" >/dev/null && return
	status=$?
	database=$(drift config database)
	case $database in
	*://* | *=*)	;;
	*)	[ -z "${1-}" ] || [ -e "$database" ] || say "$1" ;;
	esac
	finish $status
}

# unknown_test NAME - says so; who takes a name from what its runner prints, or
# types a part of it, does not have the one that reports give.
unknown_test() {
	local end=${1##*[.:/ ]} kind near
	end=${end//[[\]*?\\]/?}
	near=$([ -z "$end" ] || for kind in result measurement; do
		drift read --kind "$kind" --test "*$end*" --order -timestamp \
		    --limit 1000 | drift export -f csv --fields test_name |
		    tail -n +2
	    done | tr -d '\0-\11\13-\37\177' | sort -u | head -n 3 | paste -s -d ' ')
	say "no run of $1 is known${near:+; did you mean $near?}"
}

# A span that is none is said before any words about it.
check_window() {
	drift detect --window "$window" ${now:+--now "$now"} </dev/null \
	    >/dev/null || finish $?
}

# What programs say, without the counts they end with; $new is a folder.
quietly() { # COMMAND
	"$@" 2>"$new/words"
	local status=$?
	grep -v -e ' stored, .* refused$' -e ' bytes before, ' "$new/words" >&2
	return $status
}

# ping SIGNAL - tells $ping, a monitor of jobs, if there is one.  An alert is
# no failure of the job.  Whatever comes of it is a word, no status.
ping() { # start, or the status in the end
	local told=(--to ping --url "$ping" ${plain:+--plain}) signal=$1
	local timeout=${timeout:-10s} give_up=${give_up:-10s}
	[ -n "$ping" ] || return 0
	[ "$signal" != 1 ] || signal=0
	told+=(--signal "$signal")
	pass_on told 'timeout= give-up= cacert='
	drift notify "${told[@]}" </dev/null >/dev/null || return 0
}

# A text as a JSON string.
json_string() {
	local s=$1 i c
	s=${s//\\/\\\\} s=${s//\"/\\\"}
	for i in {1..31} 127; do
		printf -v c "\\x$(printf %x "$i")"
		[[ $s == *"$c"* ]] && s=${s//"$c"/$(printf '\\u%04x' "$i")}
	done
	printf '"%s"' "$s"
}
