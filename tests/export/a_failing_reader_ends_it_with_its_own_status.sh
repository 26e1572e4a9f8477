#!/bin/bash
mkdir bin pipelines
cp "$BIN/export" "$BIN/drift" bin
cat >bin/store-sqlite <<'END'
#!/bin/bash
echo '{"kind":"run","run_id":"1"}'
exit 75
END
chmod +x bin/store-sqlite
echo old >to
bin/export --db x.db -f csv -o to
echo "$? $(cat to)"
