#!/bin/bash
echo secret >secret
cat >r.xml <<E
<!DOCTYPE testsuite [<!ENTITY e SYSTEM "file://$PWD/secret">]>
<testsuite name="s"><testcase name="&e;"/></testsuite>
E
ingest r.xml
