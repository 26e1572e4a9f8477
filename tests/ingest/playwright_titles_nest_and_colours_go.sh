#!/bin/bash
cat >r.json <<'END'
{"config": {"rootDir": "/shop"}, "suites": [
 {"specs": [], "title": "a.spec.ts", "suites": [
  {"suites": [{"title": "inner", "specs": [{"tests": [
    {"status": "unexpected", "results": [
      {"status": "timedOut", "duration": 50, "startTime": "2026-01-31T10:00:00.5Z",
       "error": {"message": "\u001b[31mTest timeout of 50ms exceeded.\u001b[39m"},
       "errors": [{"message": "Test timeout of 50ms exceeded."},
                  {"message": "\u001b[2mand\u001b[22m more"}]}],
     "projectName": ""}],
   "title": "last", "line": 7, "file": "lib.ts"}]}],
   "title": "outer", "file": "a.spec.ts"}], "file": "a.spec.ts"},
 {"title": "b.spec.ts", "file": "b.spec.ts", "specs": [
  {"title": "never ran", "tests": [{"projectName": "eu",
   "status": "skipped", "results": []}]}]}],
 "errors": [{"message": "Error: \u001b[31mno server\u001b[39m\nat x"}]}
END
ingest --run-id r --at 2026-02-01T00:00:00Z r.json |
    jq -c 'select(.kind == "result") | del(.kind, .project, .run_id, .report)'
