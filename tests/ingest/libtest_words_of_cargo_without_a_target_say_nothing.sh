#!/bin/bash
# "Running" is looked through backwards, but not beyond its line.
for words in 'Running nothing)' 'Running )' 'Running a/b)' \
    '     Running unittests src/lib.rs (target/debug/deps/shop-0a1b2c)'; do
	printf '%s\n' "$words" '{"type":"suite","event":"started"}' \
	    '{"type":"test","event":"ok","name":"t"}' \
	    '{"type":"suite","event":"ok"}' |
	    ingest -f libtest --run-id 1 2>/dev/null |
	    jq -c 'select(.kind == "result") | [.test_name, .suite]'
done
