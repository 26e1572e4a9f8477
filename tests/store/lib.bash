# lib.bash - what the cases of store share

# The answer of the database itself, as sqlite3 prints it.
ask() { # [SQL [DATABASE]]: without SQL, or where it is empty, from stdin
	case $STORE in
	store-pg)
		PGOPTIONS='-c search_path=drift -c timezone=UTC
		    -c client_min_messages=warning' psql -X -A -t -q \
		    -v ON_ERROR_STOP=1 -d "${2:-$DB}" ${1:+-c "$1"} ;;
	*)	sqlite3 "${2:-$DB}" ${1:+"$1"} ;;
	esac
}

# TABLE FIELD TYPE of everything that is stored.
catalogue() {
	schema -f manual | awk '
	/^\.Ss / { table = "" }
	after { table = $2; after = 0 }
	/^Stores show it as/ { after = 1 }
	table != "" && $1 == ".It" { print table, $3, $5 }'
}

# A record of each kind that is stored, with something in every field.
every_kind() { # TIME: of all times in it
	local kinds
	kinds=$(schema -f manual | awk '/^\.Ss / { kind = $2 }
	    /^Stores show it as/ { print kind }')
	schema -f json-schema | jq -c --arg kinds "$kinds" --arg time "$1" '
	    ($kinds / "\n") as $stored | .oneOf[] | select(IN(.title; $stored[]))
	    | .properties | with_entries(.key as $name | .value |= (
	    .type as $type | if .const then .const elif .enum then (.enum - [null])[-1]
	    elif .format then $time
	    elif $name == "project" then "default"
	    elif $name == "id" then $time[:4] | tonumber
	    elif $type | index("object") then {"a": [0.10, "é\n", null]}
	    elif $type | index("boolean") then true
	    elif $type | index("integer") then 1
	    elif $type | index("number") then 0.1 + ($name | length) / 1000
	    else "é \"\\ \(.description) at \($time)" end))'
}

# A database with much in it.
rows() { # TESTS VALUES: one a day, to the end of January 2026
	python3 - "$1" "$2" <<-'P'
	import sys, datetime
	tests, values = map(int, sys.argv[1:])
	end = datetime.datetime(2026, 1, 31)
	for day in range(values):
	    at = end - datetime.timedelta(days=values - day)
	    for test in range(tests):
	        print('{"kind":"measurement","test_name":"suite.test_%d",'
	              '"timestamp":"%sZ","confidence":0.%d,"category":"c%d"}'
	              % (test, at.isoformat(), 1000 + test * day % 9000, day % 7))
	P
}
