#!/bin/bash
# What people take for a report, and what the message tells them to do.
refused() { # FILE
	drift ingest "$1" 2>&1
}
echo '<testsuite/>' >a.xml
tar cf a.tar a.xml
gzip -k a.tar
bzip2 -k a.xml
xz -k a.xml
printf 'PK\3\4....' >a.zip
printf '\x28\xb5\x2f\xfd....' >a.zst
printf 'SQLite format 3\0....' >a.db
printf '=== RUN   TestOK\n--- PASS: TestOK (0.00s)\n' >go.txt
printf '\nrunning 1 test\ntest ok ... ok\n' >cargo.txt
echo '============================= test session starts ===' >pytest.txt
echo 'Running main() from ./googletest/src/gtest_main.cc' >gtest.txt
echo '[==========] Running 6 tests from 3 test suites.' >gtest2.txt
echo 'Test project /build' >ctest.txt
for file in a.tar a.tar.gz a.xml.bz2 a.xml.xz a.zip a.zst a.db go.txt cargo.txt \
    pytest.txt gtest.txt gtest2.txt ctest.txt; do
	refused $file
done
