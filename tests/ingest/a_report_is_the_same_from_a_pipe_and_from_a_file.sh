#!/bin/bash
cat >r.xml <<'E'
<?xml version="1.0"?>
<testsuite name="s" timestamp="2026-01-31T12:00:00Z"><testcase name="a"/></testsuite>
E
ingest r.xml 2>/dev/null | sed 's/r.xml/NAME/' >file
cat r.xml | ingest 2>/dev/null | sed 's/stdin/NAME/' >pipe
{ head -n 1 r.xml; sleep 0.2; tail -n +2 r.xml; } | ingest 2>/dev/null | sed 's/stdin/NAME/' >slow
cmp file pipe && cmp file slow && wc -l <file
