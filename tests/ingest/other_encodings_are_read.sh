#!/bin/bash
text='<testsuite name="s"><testcase name="%s"/></testsuite>'
printf "$text" 'é – €' | iconv -t UTF-16 >r.xml
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name]'

printf '<?xml version="1.0" encoding="ISO-8859-1"?>'"$text" $'\351' >r.xml
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name]'

printf '<?xml version="1.0" encoding="windows-1252"?>'"$text" $'\200' >r.xml
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name]'
