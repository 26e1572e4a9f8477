#!/bin/bash
# sqlite only: how it looks is no matter of the database
# On a terminal, when it takes more than a second: the source is slow.
. "$TESTS/terminal.bash"
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "{\"kind\":\"measurement\",\"test_name\":\"t%d\",\"timestamp\":\"2026-01-%02dT%02d:%02d:%02dZ\",\"confidence\":0.%04d,\"category\":\"flaky\"}\n", i % 1000, i / 86400 + 1, i / 3600 % 24, i / 60 % 60, i % 60, i % 10000 }' |
    drift store --only --quiet from.db
mkdir slow
cp "$BIN/migrate" slow
cat >slow/store-sqlite <<END
#!/bin/bash
case "\$DRIFT_DB \$*" in *from.db\ read*) sleep 1.2 ;; esac
exec "$BIN/store-sqlite" "\$@"
END
chmod +x slow/store-sqlite
at_terminal 'TERM=xterm slow/migrate from.db to.db' |
    grep -cE '^confidence_measurements: [0-9]+ of 10000 rows, [0-9]+/s, [0-9]+ s left$' |
    sed 's/^[1-9].*/some/'
# No word of it where the cursor cannot move, nor in a file.
rm to.db*
at_terminal 'TERM=dumb slow/migrate from.db to.db' | grep left
rm to.db*
slow/migrate from.db to.db 2>&1 >/dev/null | grep left
:
