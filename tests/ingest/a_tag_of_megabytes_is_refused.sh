#!/bin/bash
# Text is read piece by piece; a tag has to be kept until it ends.
long() { head -c 5000000 /dev/zero | tr '\0' x; }
printf '<testsuite name="s"><testcase name="a"/><testcase name="b"><system-out>%s</system-out></testcase>\n</testsuite>' "$(long)" >text.xml
printf '<testsuite name="s"><testcase name="a"/>\n<testcase name="%s"/></testsuite>' "$(long)" >tag.xml
printf '<!-- %s --><testsuite name="s"><testcase name="a"/></testsuite>' "$(long)" >comment.xml
ingest --run-id r --at 2026-01-31T10:00:00Z -f junit text.xml tag.xml comment.xml >out
status=$?
jq -c '[.test_name, .tests]' out
exit $status
