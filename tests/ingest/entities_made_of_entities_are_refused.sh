#!/bin/bash
cat >r.xml <<'E'
<!DOCTYPE lolz [
<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<testsuite name="s"><testcase name="&c;"/></testsuite>
E
ingest r.xml
