#!/bin/bash
# No reference, one that is none, and another one at work; and no database.
. "$TESTS/monitor/lib.bash"
export DRIFT_DB=d.db
rows 300 >ref
drift monitor-new --reference ref 2>/dev/null
echo $?
drift init
drift monitor-new
echo $?
drift monitor-new --reference none
echo $?
(
	exec 9>>d.db.monitor-new
	flock 9
	drift monitor-new --reference ref
	echo $?
)
drift monitor-new --reference ref --lock no/lock
echo $?
ls
