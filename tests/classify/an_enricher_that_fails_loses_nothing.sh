#!/bin/bash
# classify.md: "a dead command is reported once and restarted with back-off, and
# classification is never blocked or lost by it".
. "$TESTS/classify/lib.bash"
signals 300 >in
command classify in >want
check() { # WORDS COMMAND OPTION...
	echo "$1:"
	timeout 60 classify --metrics --enrich "$2" "${@:3}" in 2>err >out
	echo "$?, $(grep -c . err) said"
	sed 's/.*" //' err
	jq -c 'del(.ai_confidence, .enrichment)' out |
	    grep -v performance_metric | cmp - <(jq -c . want)
	advice <out | grep "${what:-attempted}"
}
what=ok check 'it is not there' 'exec nowhere 2>/dev/null'
what=ok check 'it cannot start' 'exit 1'
check 'it never reads' 'exec sleep 1000' --enrich-timeout 50ms
check 'it never ends' 'trap "" TERM; while :; do read -r line; done' --enrich-timeout 50ms
what=ok check 'it talks nonsense' 'while read -r line; do echo "{\"confidence\":2}"; done' --enrich-timeout 60s
what=ok check 'it floods' 'exec yes'
what=ok check 'one endless line' 'exec tr "\0" x 3<&0 </dev/zero'
echo "it dies in the middle:"
timeout 60 classify --only --enrich 'head -n 5 | sed -u s/.*/{\"confidence\":0.9}/' \
    --enrich-timeout 60s in 2>err >out
echo "$? $(wc -l <out) $(wc -l <err)"
cmp <(jq -r .test_name out) <(seq 300)
