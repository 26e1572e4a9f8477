#!/bin/bash
# postgres only: one of them moves a file's records there
# Those before the list of programs, in their order, in one folder; "make"
# has cases of its own, and so has the output of the tour.  It names every
# pipeline there is.
. "$TESTS/manual/blocks.bash"
. "$TESTS/manual/circumstances.bash"
page=$TESTS/../README.md
serve "$DB" "$DB2"
listen
mkdir blocks work && cd work || exit
export DRIFT_DB=drift.db
sed '/^## The programs/,$d' "$page" | readme_blocks ../blocks
here_instead ../blocks/*
surround
cp ../slack.url .
mkdir -p build/reports
ln -s build/reports reports
echo '<testsuite name="s"><testcase classname="c" name="t"/></testsuite>' \
    >build/reports/junit.xml
own_log 'tests/test_tax.py::test_tax[IE]' |
    drift store --kind measurement --only --quiet
count=0
for block in $(ls -v ../blocks/*); do
	! grep -q -e '^make ' -e '^Category' -e '^Test Name' "$block" || continue
	run_block "$block"
	count=$((count + 1))
done
[ $count -gt 10 ] || echo "only $count"
for pipeline in "$TESTS"/../pipelines/drift-*; do
	grep -q "\`${pipeline##*/drift-}\`" "$page" ||
	    echo "it does not name ${pipeline##*/drift-}"
done
