#!/bin/bash
# detect(1), --follow: the first of ten lower values is the 40th; it is certain
# after ten points and more, told once, right after the one that made it so.
. "$TESTS/detect/lib.bash"
measurements t $(for i in {1..40}; do echo .9$((i * 7 % 5)); done
    for i in {1..30}; do echo .6$((i * 7 % 5)); done) >in
detect --follow in >out
jq -c 'select(.kind == "analysis") | [.method, .change_index,
    .detected_index >= 49, .detected_index < 60, .severity]' out
[ "$(grep -n '"analysis"' out | cut -d : -f 1)" = \
    $(($(jq 'select(.kind == "analysis").detected_index' out) + 2)) ] ||
    echo 'not after its cause'
