#!/bin/bash
# Written by hand after allure2's model and what older adapters leave out.
n=0
r() {
	echo "$1" >$((n++))-result.json
}
r '{"uuid":"1","fullName":"a#unknown","status":"unknown"}'
r '{"uuid":"1","fullName":"a#null","status":null,"stage":"running","start":1769853600000}'
r '{"uuid":"1","fullName":"a#skipped","status":"skipped","statusDetails":{"message":"later","trace":"t"}}'
r '{"uuid":"1","name":"title","status":"passed","labels":[{"name":"testMethod","value":"m"},{"name":"testClass","value":"x.C"}]}'
r '{"uuid":"1","name":"title","status":"passed","labels":[{"value":"s","name":"suite"},{"name":"subSuite","value":"u"},{"name":"parentSuite","value":"p"}]}'
r '{"uuid":"1","name":"title","fullName":"tests/a.spec.ts:12:5","status":"passed","labels":[{"name":"subSuite","value":"group"}],"parameters":[{"name":"Project","value":"chromium"}]}'
r '{"uuid":"1","fullName":"test/sum.test.js#adds","status":"passed","start":1769853600000,"stop":1769853500000}'
echo '{"uuid":"2","children":["1"],"befores":[{"name":"login","status":"broken","statusDetails":{"message":"no\nnet"}},{"name":"ok","status":"passed"}],"afters":[{"status":"failed"}]}' >x-container.json
ingest --run-id r --at 2026-01-31T10:00:00Z . | jq -c 'select(.kind == "result") | [.test_name, .status, .suite, .file, .duration, .message, .details]'
