#!/bin/bash
# PowerShell 5 writes UTF-16 with a mark into every file that > makes, below
# what the report says of itself.
cat >utf8.xml <<'X'
<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="s"><testcase name="é passes"/></testsuite></testsuites>
X
{ printf '\xff\xfe'; iconv -f UTF-8 -t UTF-16LE utf8.xml; } >little.xml
{ printf '\xfe\xff'; iconv -f UTF-8 -t UTF-16BE utf8.xml; } >big.xml
for file in little.xml big.xml; do
	drift ingest --at 2026-01-01 $file |
	    jq -c 'select(.kind == "result") | [.test_name, .status]'
done
