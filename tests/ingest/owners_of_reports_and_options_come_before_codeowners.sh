#!/bin/bash
# Without a file, what the name begins with counts where it is a path.
echo '* @all' >CODEOWNERS
cat >r.xml <<'X'
<testsuite name="s"><testcase classname="tests/a.py" name="a"/>
<testcase classname="b.py" name="b"/>
<testcase classname="org.shop.Cart" name="c"/>
<testcase classname="org.shop.Cart" name="d" file="Cart.java"/>
<testcase name="lonely.py"/></testsuite>
X
show() {
	jq -r 'select(.test_name) | [.test_name, .owner] | join("\t")'
}
ingest --codeowners CODEOWNERS r.xml 2>/dev/null | show
ingest --codeowners CODEOWNERS --owner me r.xml 2>/dev/null | show | tail -n 1
cat >r.ndjson <<'N'
{"kind":"measurement","test_name":"a.py::b","timestamp":"2026-01-31T10:00:00Z","confidence":1,"category":"x"}
{"kind":"measurement","test_name":"a.py::c","timestamp":"2026-01-31T10:00:00Z","confidence":1,"category":"x","owner":"its own"}
N
ingest --codeowners CODEOWNERS r.ndjson 2>/dev/null | show
