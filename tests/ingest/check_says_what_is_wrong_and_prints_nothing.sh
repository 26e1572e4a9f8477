#!/bin/bash
# Status 3 for whatever is refused, unknown or cannot be read to its end;
# repairs count with --strict only.
echo '<testsuite name="s"><testcase name="a"/></testsuite>' >good.xml
printf '<testsuite name="s"><testcase name="a\033"/></testsuite>\n' >repaired.xml
echo '<testsuite name="s"><testcase name="a"/>' >cut.xml
echo words >unknown
{
	echo '{"kind":"label","prediction_id":"1","true_label":1}'
	echo '{"kind":"label","prediction_id":"1"}'
} >refused.ndjson
for args in good.xml repaired.xml '--strict repaired.xml' cut.xml unknown none \
    refused.ndjson '--strict refused.ndjson' 'good.xml unknown'; do
	echo "$args" >&2
	ingest --check $args
	echo "$?" >&2
done
ingest --check <refused.ndjson
