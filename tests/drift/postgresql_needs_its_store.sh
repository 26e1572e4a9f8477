#!/bin/bash
# Until that program is installed: what is missing is said, with status 2.
mkdir bin pipelines
cp "$BIN/drift" "$BIN/export" bin
for address in postgresql://h/d postgres://h/d "host=h dbname=d"; do
	bin/drift read "$address" 2>&1 | sed "s|$PWD|HERE|"
	bin/drift export --db "$address" 2>&1 | sed "s|$PWD|HERE|"
done
bin/drift read x.db 2>&1 | sed "s|$PWD|HERE|"
