#!/bin/bash
cat >r.xml <<'E'
<!DOCTYPE testsuite SYSTEM "nowhere.dtd" [<!ENTITY a "A &lt; B">]>
<testsuite name="s"><testcase name="&a;"/></testsuite>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name]'
