#!/bin/bash
# Sorts, filters, follows links, by keyboard; no error, no request, no
# scrolling sideways; light and dark; and what it is without its script.
. "$TESTS/export/page.bash"
CHROMIUM=$(command -v chromium chromium-browser | head -n 1)
export CHROMIUM NODE_PATH=$TESTS/../build/npm/node_modules
[ -n "$CHROMIUM" ] || { echo "there is no chromium" >&2; exit 77; }
node -e 'require("playwright-core")' 2>/dev/null ||
    { echo "there is no playwright-core" >&2; exit 77; }
page page.html
timeout 120 node "$TESTS/export/browser.js" "$PWD/page.html"
