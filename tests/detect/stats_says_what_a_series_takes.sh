#!/bin/bash
. "$TESTS/detect/lib.bash"
measurements t .9 .8 .9 | detect --stats 2>&1 >/dev/null |
    sed 's/[0-9]* bytes in all, [0-9]* each/N bytes in all, N each/'
