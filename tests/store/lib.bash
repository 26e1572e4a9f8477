# lib.bash - what the cases of store share

# The answer of the database itself, as sqlite3 prints it.
ask() { # SQL [DATABASE]
	case $STORE in
	store-pg)
		PGOPTIONS='-c search_path=drift' psql -X -A -t -q \
		    -v ON_ERROR_STOP=1 -d "${2:-$DB}" -c "$1" ;;
	*)	sqlite3 "${2:-$DB}" "$1" ;;
	esac
}
