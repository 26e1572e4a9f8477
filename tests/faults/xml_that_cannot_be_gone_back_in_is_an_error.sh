#!/bin/bash
# A TRX is read in two parts; where it could not go to the first, it read on
# from wherever it stood.
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
echo "<TestRun><Results><UnitTestResult testId='1' testName='t'
    outcome='Passed'/></Results><TestDefinitions><UnitTest id='1' name='t'>
    <TestMethod className='a' name='t'/></UnitTest></TestDefinitions>
    </TestRun>" >r.trx
for n in {1..12}; do
	FAIL_CALL=seek FAIL_AT=$n FAIL_WITH=5 \
	    LD_PRELOAD=$O/tests/faults/failing.so \
	    drift ingest --run-id r --at 2026-01-01T00:00:00Z r.trx 2>&1 \
	    >/dev/null | grep -o 'trx:[0-9]*: cannot read: .*'
done | cat
