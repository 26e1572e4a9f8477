#!/bin/bash
# What is kept of a definition is small and never there twice; the first of an
# id counts.
case $O in */san) echo "the sanitizer keeps what is freed" >&2; exit 77 ;; esac

define() { # FROM TO
	seq "$1" "$2" | sed 's|.*|<UnitTest id="&"><TestMethod className="C&"/></UnitTest>|'
}
{
	echo '<TestRun><Results>'
	for id in 1 2 240000 479999 480000; do
		echo "<UnitTestResult testId=\"$id\" testName=\"t\" outcome=\"Passed\"/>"
	done
	echo '</Results><TestDefinitions>'
	define 1 480000 | sed 's/C\([0-9]*\)[0-9][0-9][0-9]"/C\1"/'
	define 479999 480000 | sed 's/C/D/'
	echo '</TestDefinitions></TestRun>'
} >many.trx
ingest --run-id 1 --now 2026-01-01T00:00:00Z many.trx |
    jq -r 'select(.kind == "result").suite'
python3 -ISE - "$BIN/ingest" many.trx <<'END'
import os, sys
nothing = (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)
child = os.posix_spawn(sys.argv[1], sys.argv[1:], {}, file_actions=[nothing])
_, status, used = os.wait4(child, 0)
print(status, "16 MB at most" if used.ru_maxrss * 1024 < 16e6 else
      "took %d KiB" % used.ru_maxrss)
END
