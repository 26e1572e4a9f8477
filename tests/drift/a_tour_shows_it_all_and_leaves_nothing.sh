#!/bin/bash
# From reports to a page, in a folder of its own; the user's database and
# project are not touched.
mkdir tmp
export TMPDIR=$PWD/tmp DRIFT_DB=$PWD/mine.db DRIFT_PROJECT=mine USER=ana
drift tour </dev/null >tour 2>said
echo "status $?"
grep '^\$' tour
grep -c '0 new alerts' tour
sed -n '/^\$ drift alerts/,/^$/p' tour | sed -n 2,4p
grep -v -e ': junit: 6 tests' -e ' stored, ' said
ls tmp
[ ! -e mine.db ] || echo 'a database of the user'
# The README shows some of it.
awk '/^    Test Name/ { on = 1 } on && /^[^ ]/ { exit }
    on { print substr($0, 5) }' "$TESTS/../README.md" | grep -vxF -f tour
mkdir here
drift tour --keep here </dev/null 2>&1 | sed 's/^mkdir/&/;s/[‘’]//g'
