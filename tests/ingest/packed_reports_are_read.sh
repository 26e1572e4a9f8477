#!/bin/bash
# gzip, of one member or several, from a file or a pipe; the digest is of what
# is inside, so that a report and its packed form are the same.
cp "$TESTS/formats/ctest/Test.xml" plain.xml
gzip -nk plain.xml
ingest --at 2026-01-01T00:00:00Z plain.xml >plain 2>/dev/null
ingest --at 2026-01-01T00:00:00Z plain.xml.gz 2>/dev/null |
    sed 's/plain.xml.gz/plain.xml/' | cmp - plain
ingest --at 2026-01-01T00:00:00Z <plain.xml.gz 2>/dev/null |
    sed 's/"stdin"/"plain.xml"/' | cmp - plain
echo '{"kind":"measurement","test_name":"a","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"x"}' |
    gzip -n >two.gz
echo '{"kind":"measurement","test_name":"b","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"x"}' |
    gzip -n >>two.gz
ingest two.gz
echo "status $?"
head -c -20 plain.xml.gz >cut.gz
ingest cut.gz >out
echo "status $?, $(grep -c '"result"' out) results"
ingest two.gz plain.xml.gz 2>&1 >/dev/null | tail -n 1
printf '\x1f\x8b\x08nothing of the kind' >bad.gz
ingest bad.gz
echo "status $?"
