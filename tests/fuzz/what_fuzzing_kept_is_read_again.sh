#!/bin/bash
# The texts by which "make fuzz" gets everywhere, and those that were findings
# once, in tests/fuzz/corpus.
"$O/tests/fuzz/replay" "$TESTS/fuzz/corpus" 2>err | tee out | grep '^not'
case ${PIPESTATUS[0]} in
0)	grep -c ^ok out ;;
*)	tail -n 1 out; tail -n 20 err ;;
esac
