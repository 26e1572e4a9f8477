#!/bin/bash
# sqlite only: a file that is not there
echo '{"kind":"measurement","test_name":"a","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"x"}' | store-sqlite recall nothing.db
ls
