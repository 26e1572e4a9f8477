# databases.bash - on which databases a case is run
#
# A case that names $DB runs once on SQLite and once on a PostgreSQL that the
# first of them starts, with the same goldens: $STORE is the program, $DB and
# $DB2 are empty databases, and in what it prints these are STORE, DB and DB2.
# "# postgres only: WHY" in its head says that it runs there alone, and
# "# sqlite only: WHY" that it makes files of its own.

# Reads FILEs and prints each with its databases: FILE [sqlite], FILE [pg].
on_databases() {
	local file text
	while read -r file; do
		text=
		[[ $file == *.sh ]] && text=$(<"$file")
		case $text in
		*'# sqlite only'*)	echo "$file" ;;
		*'# postgres only'*)	echo "$file [pg]" ;;
		*'$DB'*)		printf '%s\n' "$file "{'[sqlite]','[pg]'} ;;
		*)			echo "$file" ;;
		esac
	done
}

fresh() { # FILE VARIABLE: a database of its own, where the case names one
	local address
	grep -q "\$$2\b" "$1" || return 0
	address=$("$TESTS/postgres" fresh "$SERVER") && export "$2=$address"
}

choose() { # DATABASE FILE: sets what the case needs for it
	case $1 in
	'[sqlite]') export STORE=store-sqlite DB=drift.db DB2=second.db ;;
	'[pg]')	export STORE=store-pg
		[ -x "$BIN/store-pg" ] || { echo "there is no store-pg" >&2
		    return 77; }
		fresh "$2" DB && fresh "$2" DB2 ;;
	esac
}

# The one place where databases that differ in name are made the same.
unname() { # FILE ...
	[ -z "${DB-}" ] || sed -i -E "${DB2:+s|$DB2|DB2|g;} s|$DB|DB|g
	    s/store-(sqlite|pg)/STORE/g" "$@"
}
