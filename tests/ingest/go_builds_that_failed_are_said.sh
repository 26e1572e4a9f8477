#!/bin/bash
# As go 1.24 writes them.
ingest --run-id r --at 2026-01-31T10:00:00Z <<'R' | jq -c '[.kind, .tests, .reports[0].errors]'
{"ImportPath":"shop/a [shop/a.test]","Action":"build-output","Output":"# shop/a [shop/a.test]\n"}
{"ImportPath":"shop/a [shop/a.test]","Action":"build-output","Output":"a_test.go:5:32: undefined: x\n"}
{"ImportPath":"shop/a [shop/a.test]","Action":"build-fail"}
{"Time":"2026-01-31T10:00:00Z","Action":"start","Package":"shop/a"}
{"Time":"2026-01-31T10:00:00Z","Action":"output","Package":"shop/a","Output":"FAIL\tshop/a [build failed]\n"}
{"Time":"2026-01-31T10:00:00Z","Action":"fail","Package":"shop/a","Elapsed":0,"FailedBuild":"shop/a [shop/a.test]"}
R
