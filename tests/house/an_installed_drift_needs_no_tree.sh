#!/bin/bash
# Only drift goes into bin, everything else where it finds it; pages beside.
case $O in */san) echo "what is installed is not what is tested" >&2; exit 77 ;; esac
unset O BIN
make -s -C "$TESTS/.." install DESTDIR="$PWD/root" PREFIX=/opt/drift \
    >log 2>&1 || cat log
mv root/opt/drift "there it is"
ls "there it is/bin"
ls "there it is/share/man/man7"
export PATH="$PWD/there it is/bin:/usr/bin:/bin"
drift ci --db d.db --run-id r1 --now 2026-09-01T08:00:00Z \
    "$TESTS/samples/reports/run-01" >out 2>err || cat err
tail -n 1 out
drift export --db d.db --kind run | jq -c '[.run_id, .tests, .passed]'
