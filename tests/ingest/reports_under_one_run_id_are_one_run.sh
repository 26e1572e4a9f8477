#!/bin/bash
# And the same report given twice counts once.
cat >r.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
cat >t.xml <<'E'
<testsuite name="s" timestamp="2026-01-31T11:00:00Z"><testcase name="a"><failure/></testcase></testsuite>
E
ingest --run-id r --context linux --branch main --revision abc --owner me --project p r.xml t.xml r.xml |
    jq -c 'del(.report, .reports[]?.digest)'
