#!/bin/bash
# Definitions are read first where their place shows in the bytes, and else by
# a reading of their own: it makes no difference.
R="<Results><UnitTestResult testId='1' testName='Adds' outcome='Passed'/></Results>"
define() { echo "<TestDefinitions><UnitTest id='1'><TestMethod className='$1'/></UnitTest></TestDefinitions>"; }
try() { # NAME DOCUMENT
	printf '%b' "$2" >"$1.trx"
	ingest --run-id r --at 2026-01-31T10:00:00Z "$1.trx" |
	    jq -r 'select(.kind == "result") | .test_name'
}
try plain "<TestRun>$R$(define Behind)</TestRun>\n"
try before "\xef\xbb\xbf<?xml version='1.0'?><TestRun>$(define Before)$R</TestRun>"
try comment "<TestRun><!-- $(define Comment) -->$R$(define Behind)</TestRun>"
try cdata "<TestRun>$R<a><![CDATA[$(define Text)]]></a></TestRun>"
try two "<TestRun><TestDefinitions/>$R$(define First)$(define Second)</TestRun>"
try prefix "<v:TestRun>${R//<Unit/<v:Unit}$(define Prefix | sed 's|<\(/*\)|<\1v:|g')</v:TestRun>" |
    sed 's/$/ of a prefix/'
try latin "<?xml version='1.0' encoding='ISO-8859-1'?><TestRun>$R$(define 'Caf\xe9')</TestRun>"
try cut "<TestRun>$R$(define Behind)<a></TestRu"
echo "# lines behind definitions of three lines"
try wrong "<TestRun>\n$R\n$(define Behind | sed 's/></>\\n</2;s/></>\\n</3')\n<a></b>\n</TestRun>"
try deep "<TestRun>\n$(define Behind | sed 's/></>\\n</2;s/></>\\n</3')\n$R$(printf '<UnitTestResult>\\n%.0s' {1..9})$(printf '</UnitTestResult>%.0s' {1..9})</TestRun>"
