#!/bin/bash
# sqlite only: it is about files
# What was passed on is in the file that was moved; what comes later is not
# passed on, or waits in the spool for the file that is there then.
m() {
	echo '{"kind":"label","prediction_id":"'$1'","true_label":1}'
}
case_of() { # OPTION ...
	mkfifo in out
	store-sqlite init new.db
	store-sqlite --quiet "$@" drift.db <in >out &
	exec 3>in 4<out
	m one >&3
	head -n 1 <&4
	mv drift.db old.db
	mv new.db drift.db
	m two >&3
	exec 3>&-
	cat <&4
	wait $!
	echo "status $?"
	rm in out
	for file in old drift; do
		echo "$file: $(store-sqlite read $file.db | jq -r .prediction_id)"
	done
}
case_of
rm -f drift.db* old.db*
case_of --spool spool 2>said
sed 's|spool/.*|spool|' said
store-sqlite --quiet --spool spool drift.db </dev/null
store-sqlite read drift.db | jq -r .prediction_id
