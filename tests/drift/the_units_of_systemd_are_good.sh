#!/bin/bash
# They verify as they are installed, and what the service runs does run.
case $O in */san) echo "what is installed is not what is tested" >&2; exit 77 ;; esac
command -v systemd-analyze >/dev/null || { echo "no systemd-analyze" >&2; exit 77; }
. "$TESTS/drift/data.bash"
unset O BIN
make -s -C "$TESTS/.." install DESTDIR="$PWD/root" PREFIX=/opt/drift \
    >log 2>&1 || cat log
mkdir units here
for unit in service timer; do
	sed "s|/opt/drift|$PWD/root/opt/drift|" \
	    root/opt/drift/lib/systemd/system/drift-nightly.$unit >units/drift-nightly.$unit
done
systemd-analyze verify --man=no units/drift-nightly.* 2>&1 | grep drift-nightly
systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' units/*.timer)" >/dev/null ||
    echo "no calendar"
measurements t stable 0.9 0.9 0.9 | DRIFT_DB=here/drift.db store
value() { sed -n "s|/var/lib/drift|$PWD/here|g; s/^$1=//p" units/*.service; }
env -i "$(value Environment)" $(value ExecStart)
echo $?
grep -h -e ^Persistent -e ^SuccessExitStatus units/*
