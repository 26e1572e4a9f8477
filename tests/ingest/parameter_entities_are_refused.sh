#!/bin/bash
cat >r.xml <<'E'
<!DOCTYPE x [<!ENTITY % p "<!ENTITY e 'x'>"> %p;]>
<testsuite name="s"><testcase name="a"/></testsuite>
E
ingest r.xml
