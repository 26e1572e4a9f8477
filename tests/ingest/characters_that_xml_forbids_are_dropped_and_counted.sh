#!/bin/bash
# Two references, three raw characters, two bytes that are no UTF-8.
printf '%s\n' '<testsuite name="s"><testcase name="a" classname="c">' \
    '<failure message="&#27;[31mred&#x1b;[0m &#10;next">' >r.xml
printf '\033[1mraw\033[0m \001\302\351 <![CDATA[&#27; is text here]]>' >>r.xml
printf '%s\n' '</failure></testcase><testcase name="b" classname="c"/>' \
    '</testsuite>' >>r.xml
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name, .status, .message, .details]'
