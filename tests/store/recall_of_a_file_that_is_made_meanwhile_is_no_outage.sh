#!/bin/bash
# sqlite only: in a pipe with a store a new file can come about at any moment
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
cc -std=gnu17 -D_GNU_SOURCE -shared -fPIC -o late.so "$TESTS/store/late.c"
echo '{"kind":"measurement","test_name":"a","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"x"}' |
    LD_PRELOAD=$PWD/late.so store-sqlite recall late.db | jq -r .kind
ls ./*.db
