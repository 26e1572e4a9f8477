#!/bin/bash
# 1.8 million tests, each with a name of its own: what is kept of a name is
# small, and is never there twice, nor after its report.
case $O in */san) echo "the sanitizer keeps what is freed" >&2; exit 77 ;; esac

seq 1800000 | sed '1i TAP version 13
	s/.*/ok & - test & takes what it is given/
	$a 1..1800000' >many.tap
head -n 1000000 many.tap | sed '$a 1..999999' >more.tap
python3 -ISE - "$BIN/ingest" -f tap many.tap more.tap <<'END'
import os, sys
nothing = (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)
child = os.posix_spawn(sys.argv[1], sys.argv[1:], {}, file_actions=[nothing])
_, status, used = os.wait4(child, 0)
print(status, "16 MB at most" if used.ru_maxrss * 1024 < 16e6 else
      "took %d KiB" % used.ru_maxrss)
END
