#!/bin/bash
# What no reader recognises is skipped and said.
cat >r.xml <<'E'
<testsuite name="s"><testcase name="a"/></testsuite>
E
mkdir -p d/b
sed 's/"a"/"second"/' r.xml >d/b/r.xml
sed 's/"a"/"first"/' r.xml >d/a.xml
sed 's/"a"/"third"/' r.xml >d/c.xml
echo 'just words' >d/readme.txt
: >d/empty.xml
ln -s .. d/b/up
ingest --run-id r --at 2026-01-31T10:00:00Z d | jq -c '[.test_name, .tests]'
